using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Model;

namespace ClickFunnels.Drift.Diff;

/// <summary>The members of a union or of <c>allOf</c>, in pairs, and those without a partner.</summary>
/// <param name="Pairs">Members that are in both.</param>
/// <param name="Removed">Members that only the old one has.</param>
/// <param name="Added">Members that only the new one has.</param>
internal sealed record UnionMembers(
    IReadOnlyList<(Schema Old, Schema New)> Pairs,
    IReadOnlyList<Schema> Removed,
    IReadOnlyList<Schema> Added
)
{
    /// <summary>Pairs members by component; inline members by equality, and the remaining ones by order.</summary>
    public static UnionMembers Pair(IReadOnlyList<Schema> before, IReadOnlyList<Schema> after)
    {
        var pairs = new List<(Schema, Schema)>();
        var (removed, added) = (before.ToList(), after.ToList());
        Take((old, @new) => old.ComponentName is { } name && name == @new.ComponentName);
        Take((old, @new) => old.ComponentName is null && @new.ComponentName is null && JsonNode.DeepEquals(old.Node, @new.Node));
        Take((old, @new) => old.ComponentName is null && @new.ComponentName is null);
        return new UnionMembers(pairs, removed, added);

        void Take(Func<Schema, Schema, bool> match)
        {
            foreach (var old in removed.ToList())
            {
                if (added.Find(candidate => match(old, candidate)) is not { } found)
                {
                    continue;
                }

                pairs.Add((old, found));
                removed.Remove(old);
                added.Remove(found);
            }
        }
    }
}
