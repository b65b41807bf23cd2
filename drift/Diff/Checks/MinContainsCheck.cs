using ClickFunnels.Contracts.Model;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>The least number of items that fit <c>contains</c>; 1 where it is not written.</summary>
internal sealed class MinContainsCheck()
    : LimitCheck(
        new(
            "minContains",
            "min-contains",
            IsUpper: false,
            "minimum number of items that fit contains",
            "has to hold at least",
            "lists with fewer such items"
        )
        {
            Unit = ("item that fits contains", "items that fit contains"),
            HasDefault = true,
        }
    )
{
    protected override decimal? Value(Schema schema) => schema.Has("contains") ? schema.Limit("minContains") ?? 1 : null;
}
