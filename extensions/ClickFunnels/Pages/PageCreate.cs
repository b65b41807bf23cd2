#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <content>Rules that are checked before anything is sent.</content>
public sealed partial class PageCreate
{
    /// <inheritdoc />
    protected override string? BrokenRule() =>
        CurrentPath?.Trim('/').IndexOf('/') > 0
            ? "current_path is one part of the address, without a slash inside. A path with the part of the parent makes a broken address."
            : null;
}
