namespace ClickFunnels.Contracts;

/// <summary>Part of the semantic version that a change of the contract demands to be raised; in ascending order.</summary>
internal enum VersionStep
{
    None,
    Patch,
    Minor,
    Major,
}
