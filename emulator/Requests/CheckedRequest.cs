namespace ClickFunnels.Emulator.Requests;

/// <summary>A request as the check against the contract needs it, without its body.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path without the query.</param>
/// <param name="Query">Query with its question mark; empty when there is none.</param>
/// <param name="Route">The operation; null if there is none.</param>
/// <param name="Headers">The headers; their values may be replaced.</param>
/// <param name="ContentType">The content type of the body; null if none was sent.</param>
internal sealed record CheckedRequest(
    string Method,
    string Path,
    string Query,
    RoutedOperation? Route,
    IReadOnlyDictionary<string, string> Headers,
    string? ContentType
);
