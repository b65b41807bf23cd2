using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Behaviors;

/// <summary>Communities.</summary>
internal sealed class CommunityBehavior(RecordStore store) : ResourceBehavior(store)
{
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

/// <summary>Groups of spaces, and spaces.</summary>
internal sealed class SpaceBehavior(RecordStore store) : ResourceBehavior(store)
{
    private static readonly string[] Access = ["is_open", "is_private", "is_secret"];
    private static readonly string[] Types = ["standard", "course"];

    [Behavior(
        "Access is sent as a number, 0 open, 1 private, 2 secret, and shown by name",
        Evidence.Documented,
        "published spec 2026-08, communities"
    )]
    [Behavior("A new space is open and its members can post", Evidence.Documented, "published spec 2026-08, communities, examples")]
    [Behavior("A number that stands for nothing answers 422", Evidence.Assumed, "not published")]
    public override void Create(Call call, JsonObject draft)
    {
        Default(draft, ("access", 0L), ("group_type", 0L), ("members_can_post", true));
        Name(call, draft, "access", Access);
        Name(call, draft, "group_type", Types);
    }

    [Behavior("An update of the access is sent as a number, too", Evidence.Documented, "published spec 2026-08, communities")]
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

/// <summary>Posts and comments, which moderators decide on.</summary>
internal sealed partial class PostBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Behavior("What the API posts is approved at once", Evidence.Documented, "published spec 2026-08, communities")]
    [Behavior("A body goes in as HTML and comes out as plain text", Evidence.Documented, "published spec 2026-08, communities")]
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

    [Behavior(
        "approve, decline, dismiss_reports, pin and unpin set their state and may be repeated",
        Evidence.Documented,
        "published spec 2026-08, communities"
    )]
    public override void Act(Call call, Record record, string action)
    {
        var fields = call.Edit(record);
        switch (action)
        {
            case "approve" or "dismiss_reports":
                fields["approved_at"] = call.Now;
                fields["declined_at"] = null;
                break;
            case "decline":
                fields["declined_at"] = call.Now;
                fields["approved_at"] = null;
                break;
            case "pin" or "unpin":
                fields["is_pinned"] = action == "pin";
                break;
        }
    }

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

/// <summary>Likes; one record of one contact.</summary>
internal sealed class LikeBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Behavior("The body of a like is optional", Evidence.Documented, "published spec 2026-08, communities")]
    [Behavior("Without contact_id nobody is shown as the one who likes", Evidence.Assumed, "published: the contact of the connected user")]
    public override void Create(Call call, JsonObject draft) => RequireOne(call, draft, "contact_id", "Contact");
}

/// <summary>Videos in posts.</summary>
internal sealed class VideoBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Behavior(
        "The provider of a video follows from its address; what is sent is ignored",
        Evidence.Documented,
        "published spec 2026-08, communities"
    )]
    [Behavior("The provider is the one whose name is in the address, else none", Evidence.Assumed, "the rule is not published")]
    public override void Create(Call call, JsonObject draft)
    {
        var providers = call.Operation.Response!.Schema.Properties["provider"].Schema.Enum;
        var url = Text(draft, "url") ?? "";
        draft["provider"] = providers.Find(name => url.Contains(name, StringComparison.OrdinalIgnoreCase));
    }
}

/// <summary>Members of communities.</summary>
internal sealed class MembershipBehavior(RecordStore store) : ResourceBehavior(store)
{
    public override bool TakesPublicIds => true;

    [Behavior(
        "The contact is named by its public id and belongs to a community only once (422)",
        Evidence.Documented,
        "published spec 2026-08, communities"
    )]
    public override void Create(Call call, JsonObject draft)
    {
        var contact = Contact(call, draft);
        var taken = call.InWorkspace("CommunityMembership")
            .Any(one => one.Number("community_id") == call.Parents["community_id"].Id && one.Number("contact_id") == contact?.Id);
        call.Problems.Require(contact is null || !taken, "Contact has already been taken");
        Default(draft, ("moderator", false), ("space_ids", new JsonArray()));
    }

    [Behavior(
        "space_ids replaces the spaces of a member; the contact cannot be changed",
        Evidence.Documented,
        "published spec 2026-08, communities"
    )]
    public override void Update(Call call, Record record, JsonObject changes) => changes.Remove("contact_id");

    /// <summary>The contact of a body, whose id is kept as a number.</summary>
    public static Record? Contact(Call call, JsonObject draft)
    {
        var contact =
            draft["contact_id"] is JsonValue id && call.Store.Find("Contact", id.ToString()) is { } known
                ? call.InWorkspace("Contact", known.Id)
                : null;
        call.Problems.Require(contact is not null, "Contact must exist");
        draft["contact_id"] = contact?.Id;
        return contact;
    }
}

/// <summary>Bans from communities.</summary>
internal sealed class BanBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Behavior(
        "A contact is banned from a community only once; a reason has at most 1024 characters (422)",
        Evidence.Documented,
        "published spec 2026-08, communities"
    )]
    [Behavior("Who bans is the acting moderator, whatever is sent", Evidence.Documented, "published spec 2026-08, communities")]
    public override void Create(Call call, JsonObject draft)
    {
        CheckReason(call, draft);
        draft["community_id"] = call.Parents["community_id"].Id;
        if (MembershipBehavior.Contact(call, draft) is { } contact)
        {
            call.Problems.Require(!IsBanned(call, call.Parents["community_id"].Id, contact.Id), "Contact has already been taken");
        }

        Complete(call, draft);
    }

    public static void CheckReason(Call call, JsonObject draft) =>
        call.Problems.Require((Text(draft, "reason")?.Length ?? 0) <= 1024, "Reason is too long (maximum is 1024 characters)");

    public static bool IsBanned(Call call, long? community, long contact) =>
        call.InWorkspace("CommunityBan").Any(ban => ban.Number("community_id") == community && ban.Number("contact_id") == contact);

    public static JsonObject Complete(Call call, JsonObject draft)
    {
        draft["bannable_type"] = "Community";
        draft["bannable_id"] = draft["community_id"]?.DeepClone();
        draft["banned_by_id"] = call.Store.Of("User").FirstOrDefault(user => user.TeamId == call.TeamId)?.Id ?? call.TeamId;
        return draft;
    }
}
