namespace ClickFunnels.Emulator;

/// <summary>A recorded exchange that no request has asked for.</summary>
/// <param name="Source">File that it comes from; for a HAR file with the number of the entry.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path, decoded, without the query.</param>
/// <param name="Status">Status of the response.</param>
public sealed record UnusedReplay(string Source, string Method, string Path, int Status);
