namespace ClickFunnels.Contracts;

/// <summary>The part of the semantic version that a change has to raise, in ascending order.</summary>
internal enum VersionStep
{
    None,
    Patch,
    Minor,
    Major,
}
