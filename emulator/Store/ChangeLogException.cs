namespace ClickFunnels.Emulator.Store;

/// <summary>A change could not be written to the change log, so it must not be acknowledged.</summary>
internal sealed class ChangeLogException(string message, Exception inner) : IOException(message, inner);
