using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using ClickFunnels.Core;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <content>The sections are an argument, so that an action without them does not compile.</content>
public sealed partial class CourseSectionPublishActionCreate
{
    /// <summary>For serializers. An action needs its sections.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("Name the sections, or use CourseSectionPublishActionCreate.ForAllSections().", error: true)]
    public CourseSectionPublishActionCreate() { }

    /// <summary>Creates an action that publishes these sections.</summary>
    /// <param name="sections">Ids of the sections, at least one.</param>
    /// <exception cref="ArgumentException">The list of ids is empty, or an id is empty.</exception>
    public CourseSectionPublishActionCreate(IEnumerable<ResourceId> sections)
    {
        var ids = (sections ?? throw new ArgumentNullException(nameof(sections))).ToList();
        TargetIds =
            ids.Count == 0 || ids.Exists(static id => id.IsEmpty)
                ? throw new ArgumentException("Name at least one section, and none by an empty id.", nameof(sections))
                : ids;
    }

    private CourseSectionPublishActionCreate(bool all) => TargetAll = all;

    /// <summary>Creates an action that publishes all sections of the course.</summary>
    public static CourseSectionPublishActionCreate ForAllSections() => new(all: true);

    /// <inheritdoc />
    protected override string? BrokenRule() =>
        TargetChoice.IsExactlyOne(this, ["target_ids", "target_all"]) ? null : "An action takes exactly one of target_ids and target_all.";
}
