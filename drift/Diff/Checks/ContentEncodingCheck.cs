namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>How bytes are written as text, such as base64.</summary>
internal sealed class ContentEncodingCheck() : KeywordValueCheck("contentEncoding", "content-encoding", "encoding");
