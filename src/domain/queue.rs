//! Today's cards in their order.
