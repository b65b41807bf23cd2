namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>The shape of a document within a text.</summary>
internal sealed class ContentSchemaCheck()
    : ShapeCheck("contentSchema", "content-schema", "the document in its text has to have a certain shape");
