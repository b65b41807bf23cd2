using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Videos in posts.</summary>
[Resource("CommunityPostVideoEmbed")]
internal sealed class CommunityPostVideoEmbedBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Operation("createCommunitiesSpacesPostsVideoEmbeds")]
    [Behavior(
        "The provider of a video is derived from its address; a provider in the request is ignored",
        Evidence.Documented,
        "published spec 2026-08, communities"
    )]
    [Behavior(
        "The provider is the one whose name is in the address; otherwise there is none",
        Evidence.Assumed,
        "the rule is not published"
    )]
    public override void Create(Call call, JsonObject draft)
    {
        var providers = call.Operation.Response!.Schema.Properties["provider"].Schema.Enum;
        var url = Text(draft, "url") ?? "";
        draft["provider"] = providers.Find(name => url.Contains(name, StringComparison.OrdinalIgnoreCase));
    }
}
