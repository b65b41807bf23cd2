using System;
using System.Collections.Generic;
using System.Linq;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <content>Tags are replaced by a method that says so.</content>
public sealed partial class ContactUpdate
{
    /// <summary>
    /// Replaces all tags of the contact by these (documented). To add or remove single tags, use
    /// <see cref="ContactExtensions.ApplyTagsAsync" />, <see cref="ContactExtensions.RemoveTagsAsync" /> or a tag action.
    /// </summary>
    /// <param name="tagIds">Numeric ids of the tags; none removes all tags.</param>
    public void ReplaceTags(IEnumerable<long> tagIds) => TagIds = (tagIds ?? throw new ArgumentNullException(nameof(tagIds))).ToList();
}

/// <content>Tags are replaced by a method that says so, and what an upsert ignores is refused.</content>
public sealed partial class ContactUpsert
{
    /// <summary>
    /// Replaces all tags of an existing contact by these (documented). To add single tags, use
    /// <see cref="ContactExtensions.ApplyTagsAsync" /> or a tag action.
    /// </summary>
    /// <param name="tagIds">
    /// Numeric ids of the tags, at least one: an upsert ignores an empty list, so it cannot remove all tags.
    /// </param>
    public void ReplaceTags(IEnumerable<long> tagIds) => TagIds = (tagIds ?? throw new ArgumentNullException(nameof(tagIds))).ToList();

    /// <inheritdoc />
    protected override string? BrokenRule() =>
        EmptyProperties() is { } ignored
            ? $"An upsert ignores null and empty lists, so that {ignored} would keep its value. Leave it out, or clear it with an update."
            : null;
}
