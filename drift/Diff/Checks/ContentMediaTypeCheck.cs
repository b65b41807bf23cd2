namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>The media type of a document within a text.</summary>
internal sealed class ContentMediaTypeCheck() : KeywordValueCheck("contentMediaType", "content-media-type", "media type");
