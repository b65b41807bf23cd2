using System;
using System.ComponentModel;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <content>The scope is an argument, because publishing the course alone shows nothing to its students.</content>
public sealed partial class CoursePublication
{
    /// <summary>For serializers. A publication needs its scope.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("Say what is published: new CoursePublication(PublishScope.SectionsAndLessons).", error: true)]
    public CoursePublication() { }

    /// <summary>Creates the details of a publication.</summary>
    /// <param name="scope">What is published with the course.</param>
    /// <exception cref="ArgumentOutOfRangeException">The scope is not a member of the enumeration.</exception>
    public CoursePublication(PublishScope scope) =>
        PublishSectionsAndLessons = scope switch
        {
            PublishScope.SectionsAndLessons => true,
            PublishScope.CourseOnly => false,
            _ => throw new ArgumentOutOfRangeException(nameof(scope), scope, "The scope is CourseOnly or SectionsAndLessons."),
        };

    /// <inheritdoc />
    protected override string? BrokenRule() =>
        PublishSectionsAndLessons is null
            ? "publish_sections_and_lessons must be set: without it, sections and lessons stay drafts."
            : PublicationRules.Broken(PublishedAt);
}
