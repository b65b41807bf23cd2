using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Likes; one record of one contact.</summary>
[Resource("CommunityPostLike")]
[Resource("CommunityPostCommentLike")]
internal sealed class CommunityLikeBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Operation("createCommunitiesSpacesPostsLikes")]
    [Operation("createCommunitiesSpacesPostsCommentsLikes")]
    [Behavior("The body of a like is optional", Evidence.Documented, "published spec 2026-08, communities")]
    [Behavior("Without contact_id, the like shows no contact", Evidence.Assumed, "published: the contact of the connected user")]
    public override void Create(Call call, JsonObject draft) => RequireOne(call, draft, "contact_id", "Contact");
}
