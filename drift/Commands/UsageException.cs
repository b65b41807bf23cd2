namespace ClickFunnels.Drift.Commands;

/// <summary>Arguments that turn out to be wrong only when the program runs; ends it with exit code 2.</summary>
internal sealed class UsageException(string message) : Exception(message);
