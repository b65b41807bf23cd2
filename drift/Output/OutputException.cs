namespace ClickFunnels.Drift.Output;

/// <summary>A file cannot be written; the program ends with exit code 2.</summary>
internal sealed class OutputException(string file, Exception innerException)
    : Exception($"{file}: The file cannot be written: {innerException.Message}", innerException);
