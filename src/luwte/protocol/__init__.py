"""What travels between visitor, server and staff: ids, messages and the codec that reads them."""
