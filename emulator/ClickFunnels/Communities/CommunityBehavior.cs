using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Communities.</summary>
[Resource("Community")]
internal sealed class CommunityBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Operation("createCommunities")]
    [Behavior(
        "A new community is a private draft that search engines may index, with membership mails and essential notifications",
        Evidence.Documented,
        "published spec 2026-08, communities, examples"
    )]
    public override void Create(Call call, JsonObject draft)
    {
        Default(
            draft,
            ("status", "draft"),
            ("private", true),
            ("seo_indexable", true),
            ("send_membership_email", true),
            ("notifications", "essential")
        );
        draft["site_id"] = call.InWorkspace("Site").FirstOrDefault()?.Id;
    }
}
