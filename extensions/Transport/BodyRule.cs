namespace ClickFunnels;

/// <summary>Whether the requests of an operation have a body.</summary>
internal enum BodyRule
{
    /// <summary>They have none.</summary>
    None,

    /// <summary>They may have one.</summary>
    Optional,

    /// <summary>They have one.</summary>
    Required,
}
