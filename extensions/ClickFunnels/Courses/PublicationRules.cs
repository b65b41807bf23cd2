using System;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>The rule on the time of a publication, which the service documents.</summary>
internal static class PublicationRules
{
    public static string? Broken(DateTimeOffset? publishedAt) =>
        publishedAt < DateTimeOffset.UtcNow
            ? "published_at lies in the past, which the service refuses. Leave it out to publish now."
            : null;
}

/// <content>The rule on the time, which is checked before anything is sent.</content>
public sealed partial class CourseSectionPublication
{
    /// <inheritdoc />
    protected override string? BrokenRule() => PublicationRules.Broken(PublishedAt);
}

/// <content>The rule on the time, which is checked before anything is sent.</content>
public sealed partial class CourseLessonPublication
{
    /// <inheritdoc />
    protected override string? BrokenRule() => PublicationRules.Broken(PublishedAt);
}
