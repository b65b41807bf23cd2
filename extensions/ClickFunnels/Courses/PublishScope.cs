#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>
/// The parts that are published with a course. The sections and lessons of a course that is published alone stay drafts, so that its
/// students see nothing (documented).
/// </summary>
public enum PublishScope
{
    /// <summary>The course alone; its sections and lessons stay as they are.</summary>
    CourseOnly,

    /// <summary>The course with its sections and lessons.</summary>
    SectionsAndLessons,
}
