"""What people see and touch: widgets, painting and every word. A view never writes state; it emits what is
wanted."""
