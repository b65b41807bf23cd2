namespace ClickFunnels.Migration;

/// <summary>A category of products. It is a line of <c>categories.jsonl</c>.</summary>
/// <param name="Key">Identifies the category in its shop, such as its id.</param>
/// <param name="Name">Name that customers see.</param>
/// <param name="ParentKey">Key of the category that it is part of; null for one at the top.</param>
public sealed record ShopCategory(string Key, string Name, string? ParentKey = null);
