using System;
using ClickFunnels.Core;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>The rules on posts that the service applies without an error.</summary>
internal static class BlogPostRules
{
    public static string? Broken(BlogPostVisibility? visibility) =>
        visibility is { IsDocumented: false }
            ? "visibility is draft, public, members_only or scheduled. The service accepts other texts, such as published, and then "
                + "publishes the post in part only."
            : null;

    public static string? BrokenDate(Model update, BlogPostVisibility? visibility) =>
        visibility is { } known && known == BlogPostVisibility.Public && !update.Has("published_at")
            ? "A post that becomes public needs published_at as well: an update does not set it by itself. Publish(at) sets both."
            : null;
}

/// <content>Rules that are checked before anything is sent, and both fields of a publication.</content>
public sealed partial class BlogPostUpdate
{
    /// <summary>
    /// Makes the post public: sets <c>visibility</c> and <c>published_at</c>, because an update of the first alone does not set the second
    /// (documented).
    /// </summary>
    /// <param name="at">The time of publication.</param>
    public void Publish(DateTimeOffset at) => (Visibility, PublishedAt) = (BlogPostVisibility.Public, at);

    /// <inheritdoc />
    protected override string? BrokenRule() => BlogPostRules.Broken(Visibility) ?? BlogPostRules.BrokenDate(this, Visibility);
}

/// <content>Rules that are checked before anything is sent.</content>
public sealed partial class BlogPostCreate
{
    /// <inheritdoc />
    protected override string? BrokenRule() => BlogPostRules.Broken(Visibility);
}
