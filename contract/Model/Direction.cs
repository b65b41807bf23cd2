namespace ClickFunnels.Contracts.Model;

/// <summary>Which half of a call a finding concerns.</summary>
internal enum Direction
{
    /// <summary>The call as a whole.</summary>
    None,
    Request,
    Response,
}
