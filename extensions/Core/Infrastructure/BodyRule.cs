namespace ClickFunnels.Core.Infrastructure;

/// <summary>States if the requests of an operation have a body.</summary>
public enum BodyRule
{
    /// <summary>Requests have no body.</summary>
    None,

    /// <summary>Requests may have a body.</summary>
    Optional,

    /// <summary>Requests have a body.</summary>
    Required,
}
