namespace ClickFunnels.Drift.Output;

/// <summary>A file that cannot be written; ends the program with exit code 2.</summary>
internal sealed class OutputException(string file, Exception innerException)
    : Exception($"{file}: The file cannot be written: {innerException.Message}", innerException);
