using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Posts and comments, which moderators decide on.</summary>
[Resource("CommunityPost")]
[Resource("CommunityPostComment")]
internal sealed partial class CommunityPostBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Operation("createCommunitiesSpacesPosts")]
    [Operation("createCommunitiesSpacesPostsComments")]
    [Behavior("Posts that the API creates are approved at once", Evidence.Documented, "published spec 2026-08, communities")]
    [Behavior("A body is sent as HTML and returned as plain text", Evidence.Documented, "published spec 2026-08, communities")]
    [Behavior(
        "A reply must be to a comment of the same post (422)",
        Evidence.Documented,
        "published spec 2026-08, communities; the status is assumed"
    )]
    public override void Create(Call call, JsonObject draft)
    {
        RequireOne(call, draft, "contact_id", "Contact");
        Plain(draft);
        draft["approved_at"] = call.Now;
        if (Number(draft, "parent_comment_id") is { } parent)
        {
            call.Problems.Require(
                call.InWorkspace("CommunityPostComment", parent)?.Number("post_id") == call.Parents["post_id"].Id,
                "Parent comment must exist"
            );
        }
    }

    [Operation("updateCommunitiesSpacesPosts")]
    [Operation("updateCommunitiesSpacesPostsComments")]
    [Behavior(
        "The author and the comment replied to cannot be changed: they are ignored",
        Evidence.Documented,
        "published spec 2026-08, communities"
    )]
    public override void Update(Call call, Record record, JsonObject changes)
    {
        Plain(changes);
        changes.Remove("contact_id");
        changes.Remove("parent_comment_id");
    }

    [Operation("approveCommunitiesSpacesPost")]
    [Operation("approveCommunitiesSpacesPostsComment")]
    [Operation("dismissReportsCommunitiesSpacesPost")]
    [Operation("dismissReportsCommunitiesSpacesPostsComment")]
    [Behavior(
        "Approving a post or dismissing its reports sets the state and may be repeated",
        Evidence.Documented,
        "published spec 2026-08, communities"
    )]
    public static void Approve(Call call, Record post)
    {
        var fields = call.Edit(post);
        fields["approved_at"] = call.Now;
        fields["declined_at"] = null;
    }

    [Operation("declineCommunitiesSpacesPost")]
    [Operation("declineCommunitiesSpacesPostsComment")]
    [Behavior("Declining a post sets the state and may be repeated", Evidence.Documented, "published spec 2026-08, communities")]
    public static void Decline(Call call, Record post)
    {
        var fields = call.Edit(post);
        fields["declined_at"] = call.Now;
        fields["approved_at"] = null;
    }

    [Operation("pinCommunitiesSpacesPost")]
    [Behavior("Pinning a post sets the state and may be repeated", Evidence.Documented, "published spec 2026-08, communities")]
    public static void Pin(Call call, Record post) => call.Edit(post)["is_pinned"] = true;

    [Operation("unpinCommunitiesSpacesPost")]
    [Behavior("Unpinning a post sets the state and may be repeated", Evidence.Documented, "published spec 2026-08, communities")]
    public static void Unpin(Call call, Record post) => call.Edit(post)["is_pinned"] = false;

    [Operation("getCommunitiesSpacesPosts")]
    [Operation("getCommunitiesSpacesPostsComments")]
    [Behavior(
        "A post shows its space as topic and the group of the space as group",
        Evidence.Documented,
        "published spec 2026-08, communities"
    )]
    public override bool TryCompute(Record record, string name, out object? value)
    {
        var post = record.Number("post_id") is { } id ? Store.Find("CommunityPost", id) : record;
        var space = post?.Number("space_id") is { } topic ? Store.Find("CommunitySpace", topic) : null;
        value = name switch
        {
            "topic" => space,
            "group" => space?.Number("space_group_id") is { } group ? Store.Find("CommunitySpaceGroup", group) : null,
            _ => null,
        };
        return name is "topic" or "group";
    }

    private static void Plain(JsonObject draft)
    {
        if (Text(draft, "body") is { } html)
        {
            draft["body"] = WebUtility.HtmlDecode(Tags().Replace(html, ""));
        }
    }

    [GeneratedRegex("<[^<>]*>")]
    private static partial Regex Tags();
}
