namespace ClickFunnels.Contracts.Model;

/// <summary>The half of a call that a finding concerns.</summary>
internal enum Direction
{
    /// <summary>The call as a whole.</summary>
    None,
    Request,
    Response,
}
