namespace ClickFunnels.Migration;

/// <summary>Maps a tree of categories to collections, which have no parents.</summary>
internal sealed class CategoryMapper(CategoryRules rules, MappingFindings findings)
{
    private const ShopRecordKind Kind = ShopRecordKind.Category;

    public IReadOnlyList<MappedCollection> Map(
        IReadOnlyList<ShopCategory> categories,
        IReadOnlyList<ShopProduct> products,
        HashSet<string> carried
    )
    {
        var known = new Dictionary<string, ShopCategory>(StringComparer.Ordinal);
        foreach (var category in categories)
        {
            if (!known.TryAdd(category.Key, category))
            {
                findings.Reject(Kind, category.Key, "key", "Another category has the same key. Remove one of them.");
            }
        }

        var members = known.Keys.ToDictionary(key => key, _ => new List<string>(), StringComparer.Ordinal);
        foreach (var product in products.Where(product => carried.Contains(product.Key)))
        {
            foreach (
                var key in product
                    .CategoryKeys.SelectMany(key => rules.IncludeInParents ? Line(key, known) : [key])
                    .Distinct(StringComparer.Ordinal)
            )
            {
                if (members.TryGetValue(key, out var list))
                {
                    list.Add(product.Key);
                }
                else
                {
                    findings.Lose(ShopRecordKind.Product, product.Key, "category_keys", $"The shop has no category {key}.");
                }
            }
        }

        var collections = new List<MappedCollection>();
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var category in known.Values)
        {
            var name = string.Join(rules.Separator, Enumerable.Reverse(Line(category.Key, known)).Select(key => known[key].Name.Trim()));
            if (name.Length is 0 or > 255)
            {
                findings.Reject(Kind, category.Key, "name", "The name, with those of its parents, must have 1 to 255 characters.");
            }
            else if (!names.TryAdd(name, category.Key))
            {
                findings.Reject(Kind, category.Key, "name", $"The category {names[name]} has the same name. Rename one of them.");
            }
            else
            {
                collections.Add(new MappedCollection(category.Key, name, members[category.Key]));
            }
        }

        return collections;
    }

    // The category and those above it. Parents may form a cycle, and may be missing.
    private static List<string> Line(string key, Dictionary<string, ShopCategory> known)
    {
        var line = new List<string>();
        for (string? at = key; at is not null && !line.Contains(at); at = known.GetValueOrDefault(at)?.ParentKey)
        {
            if (line.Count > 0 && !known.ContainsKey(at))
            {
                break;
            }

            line.Add(at);
        }

        return line;
    }
}
