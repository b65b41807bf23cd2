using System.Text;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ElasticFunnels;

/// <summary>Pages of a brand.</summary>
[Resource("SitePage")]
internal sealed class PageBehavior(RecordStore store) : ResourceBehavior(store)
{
    private const string Html = "html";
    private static readonly HashSet<string> OnlyInDetail =
    [
        Html,
        "css",
        "meta_title",
        "meta_description",
        "seo_title",
        "seo_description",
        "url",
    ];

    [Operation("listPages")]
    [Behavior("The list of pages has neither HTML nor texts for search engines", Evidence.Documented, "vendor documentation, pages")]
    public override IReadOnlySet<string> HiddenInList(Call call) => OnlyInDetail;

    [Operation("createPage")]
    [Behavior(
        "page_type must be editor unless html is sent, which sets it (422)",
        Evidence.Documented,
        "vendor documentation, pages; the status is assumed"
    )]
    [Behavior("A page without slug gets one; without status it is a draft", Evidence.Documented, "vendor documentation, pages")]
    public override void Create(Call call, JsonObject draft)
    {
        SetType(draft);
        call.Problems.Require(Text(draft, "page_type") == "editor", "page_type is not included in the list", "page_type");
        Check(call, draft, draft, null);
        Default(draft, ("status", "draft"), ("slug", Free(call, Slug(Text(draft, "title") ?? ""))));
    }

    [Operation("updatePage")]
    [Behavior("html makes a page one of the editor; it is stored as it is sent", Evidence.Documented, "vendor documentation, pages")]
    public override void Update(Call call, Record record, JsonObject changes)
    {
        SetType(changes);
        Check(call, changes, ((JsonObject)record.Fields.DeepClone()).With(changes), record);
    }

    public override void Complete(JsonObject draft) => Default(draft, ("status", "draft"), ("page_type", "editor"));

    [Operation("getPage")]
    [Behavior("name is the title, and url is on the subdomain of the brand", Evidence.Assumed, "the documentation has both names")]
    public override bool TryCompute(Record record, string name, out object? value)
    {
        value = name switch
        {
            "name" => record.Fields["title"],
            "meta_title" => record.Fields["seo_title"],
            "meta_description" => record.Fields["seo_description"],
            "url" => $"https://{Store.Find(record.WorkspaceId ?? 0)?.Text("subdomain")}.example.com/{record.Text("slug")}",
            _ => null,
        };
        return value is not null;
    }

    [Operation("clonePage")]
    [Behavior("A clone has the name that is sent, else Copy of …; it is a draft with a slug of its own", Evidence.Assumed, "as funnels")]
    public static OperationResult? Clone(Call call, Record member)
    {
        var body = call.ReadBody();
        call.Problems.ThrowIfAny();
        var copy = Copy(call, member);
        var fields = call.Edit(copy);
        fields["title"] = body.Text("name") ?? $"Copy of {member.Text("title")}";
        fields["status"] = "draft";
        return new OperationResult(copy);
    }

    /// <summary>Adds a copy of a page with a slug of its own.</summary>
    public static Record Copy(Call call, Record page)
    {
        var fields = (JsonObject)page.Fields.DeepClone();
        fields.Remove("created_at");
        fields.Remove("updated_at");
        fields["slug"] = Free(call, page.Text("slug") ?? "page");
        return call.Insert("SitePage", fields);
    }

    private static void SetType(JsonObject draft)
    {
        if (Text(draft, Html) is not null)
        {
            draft["page_type"] = "editor";
        }
    }

    [Behavior("The slug is unique on its domain (422)", Evidence.Documented, "vendor documentation, pages")]
    [Behavior("requires_password needs a password, which no response shows", Evidence.Documented, "vendor documentation, pages")]
    private static void Check(Call call, JsonObject draft, JsonObject whole, Record? record)
    {
        call.Problems.Require(
            Text(draft, "slug") is not { } slug
                || call.InWorkspace("SitePage")
                    .All(one => one == record || one.Text("slug") != slug || one.Number("domain_id") != whole.Number("domain_id")),
            "The slug has already been taken.",
            "slug"
        );
        call.Problems.Require(
            !draft.Flag("requires_password") || !string.IsNullOrEmpty(Text(whole, "password")),
            "password can't be blank",
            "password"
        );
    }

    private static string Free(Call call, string wanted)
    {
        var slug = wanted;
        for (var number = 2; call.InWorkspace("SitePage").Any(one => one.Text("slug") == slug); number++)
        {
            slug = $"{wanted}-{number}";
        }

        return slug;
    }

    private static string Slug(string title)
    {
        var slug = new StringBuilder();
        foreach (var letter in title.ToLowerInvariant())
        {
            slug.Append(char.IsAsciiLetterOrDigit(letter) ? letter : '-');
        }

        return slug.ToString().Trim('-') is { Length: > 0 } text ? text : "page";
    }
}
