using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Groups of spaces, and spaces.</summary>
[Resource("CommunitySpaceGroup")]
[Resource("CommunitySpace")]
internal sealed class CommunitySpaceBehavior(RecordStore store) : ResourceBehavior(store)
{
    private static readonly string[] Access = ["is_open", "is_private", "is_secret"];
    private static readonly string[] Types = ["standard", "course"];

    [Operation("createCommunitiesSpaceGroups")]
    [Operation("createCommunitiesSpaces")]
    [Behavior(
        "Access is sent as a number, 0 open, 1 private, 2 secret, and shown by name",
        Evidence.Documented,
        "published spec 2026-08, communities"
    )]
    [Behavior("A new space is open and its members can post", Evidence.Documented, "published spec 2026-08, communities, examples")]
    [Behavior("A number without a meaning returns 422", Evidence.Assumed, "not published")]
    public override void Create(Call call, JsonObject draft)
    {
        Default(draft, ("access", 0L), ("group_type", 0L), ("members_can_post", true));
        Name(call, draft, "access", Access);
        Name(call, draft, "group_type", Types);
    }

    [Operation("updateCommunitiesSpaceGroups")]
    [Operation("updateCommunitiesSpaces")]
    [Behavior("An update also sends the access as a number", Evidence.Documented, "published spec 2026-08, communities")]
    public override void Update(Call call, Record record, JsonObject changes)
    {
        Name(call, changes, "access", Access);
        Name(call, changes, "group_type", Types);
    }

    private static void Name(Call call, JsonObject draft, string name, string[] names)
    {
        if (draft[name] is not JsonValue value || !value.TryGetValue<long>(out var number))
        {
            return;
        }

        if (number >= 0 && number < names.Length)
        {
            draft[name] = names[number];
        }
        else
        {
            call.Problems.Add($"{RequestBodyReader.Label("", name)} is not included in the list");
        }
    }
}
