using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Pages of a workspace, here or elsewhere.</summary>
[Resource("Page")]
internal sealed class PageBehavior(RecordStore store) : ResourceBehavior(store)
{
    private const string TokenLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static readonly string[] InternalFields =
    [
        "markup",
        "theme_id",
        "current_path",
        "seo_title",
        "seo_description",
        "seo_index",
        "block_ai_crawler",
        "block_ai_search",
        "block_ai_assistant",
        "head_code",
        "footer_code",
        "custom_css",
        "live_data_changes",
        "show_page_step",
    ];

    [Operation("createPage")]
    [Operation("createExternalPage")]
    [Behavior("funnel.funnel_id makes the page a new step of the funnel", Evidence.Documented, "published spec 2026-08, pages")]
    [Behavior(
        "An external page needs a new absolute address (422), has an sdk token that starts with cfp_ and no path",
        Evidence.Documented,
        "published spec 2026-08, pages"
    )]
    [Behavior("Its name is the host of its address by default", Evidence.Documented, "published spec 2026-08, pages")]
    [Behavior(
        "A page is a landing page, or a funnel page when in a funnel; its path is made of its name unless sent",
        Evidence.Assumed,
        "the defaults are not published"
    )]
    public override void Create(Call call, JsonObject draft)
    {
        Enter(call, draft);
        if (call.Operation.Id == "createExternalPage")
        {
            RefuseInternalFields(call);
            External(call, draft, null);
            draft["sdk"] = new JsonObject
            {
                ["token"] = $"cfp_{Store.Generated.Text(TokenLetters, 24, Store.NextId)}",
                ["external_url"] = draft["external_url"]?.DeepClone(),
            };
        }
        else
        {
            call.Problems.Require(!call.Sent.ContainsKey("external_url"), "External url can't be given for a page of the service");
            Default(draft, ("current_path", Slug(Text(draft, "name"))));
            var subdomain = Store.Find("Workspace", call.WorkspaceId)?.Text("subdomain");
            draft["url"] = $"https://{subdomain}.myclickfunnels.com/{Text(draft, "current_path")?.TrimStart('/')}";
        }

        draft["type"] = draft["funnel_id"] is null ? "landing_page" : "funnel_page";
        Default(draft, ("seo_index", false), ("block_ai_crawler", false), ("block_ai_search", false), ("block_ai_assistant", false));
    }

    [Operation("updatePages")]
    [Behavior("A page of the service cannot have an external address (422)", Evidence.Documented, "published spec 2026-08, pages")]
    [Behavior("markup replaces the whole page", Evidence.Documented, "published spec 2026-08, pages")]
    [Behavior("Products and order bumps of an update are added; none is removed", Evidence.Documented, "vendor skill, pages, 2026-10")]
    public override void Update(Call call, Record record, JsonObject changes)
    {
        if (record.Text("external_url") is not null)
        {
            RefuseInternalFields(call);
        }

        Enter(call, changes, record);
        if (changes["external_url"] is null)
        {
            return;
        }

        call.Problems.Require(record.Text("external_url") is not null, "External url can't be given for a page of the service");
        External(call, changes, record);
    }

    [Operation("getPages")]
    [Behavior("show_page_step is null for a page outside of funnels", Evidence.Assumed, "not published")]
    public override bool TryCompute(Record record, string name, out object? value)
    {
        value =
            name == "show_page_step" && record.Number("step_id") is { } step
                ? new JsonObject
                {
                    ["id"] = step,
                    ["public_id"] = PublicIdCode.Encode(step),
                    ["name"] = record.Text("name"),
                    ["current_path"] = record.Text("current_path"),
                    ["sort_order"] = record.Number("sort_order"),
                    ["products"] = new JsonArray([
                        .. record.Numbers("product_ids").Select(id => Shown(id, null)).OfType<JsonObject>(),
                        .. Objects(record.Fields, "bumps")
                            .Select(bump => Shown(Number(bump, "product_id") ?? 0, bump))
                            .OfType<JsonObject>(),
                    ]),
                }
                : null;
        return name == "show_page_step";
    }

    [Operation("removeProductsFromPage")]
    [Behavior(
        "A bare list of ids, in the body or in the query, removes products from a page",
        Evidence.Documented,
        "published spec 2026-06, pages"
    )]
    [Behavior("Products that are not on the page are ignored", Evidence.Assumed, "not published")]
    public OperationResult? RemoveProducts(Call call, Record? member)
    {
        var sent = (call.Sent["product_ids"] as JsonArray ?? [])
            .Select(id => id!.ToString())
            .Concat(call.Query.All("product_ids[]"))
            .Concat(call.Query.All("product_ids").SelectMany(ids => ids.Split(',')));
        var gone = sent.Select(id => Store.Find("Product", id)?.Id).ToHashSet();
        var fields = call.Edit(member!);
        fields["product_ids"] = new JsonArray([
            .. member!.Numbers("product_ids").Where(id => !gone.Contains(id)).Select(id => (JsonNode)id),
        ]);
        fields["bumps"] = new JsonArray([
            .. Objects(fields, "bumps").Where(bump => !gone.Contains(Number(bump, "product_id"))).Select(bump => bump.DeepClone()),
        ]);
        return new OperationResult(null);
    }

    [Operation("getPageStats")]
    [Behavior("The figures of a page have the window of those of its funnel", Evidence.Documented, "published spec 2026-08, page stats")]
    public OperationResult? PageStats(Call call, Record? member)
    {
        var page = call.Parents["page_id"];
        return new OperationResult(
            new JsonObject
            {
                ["currency"] = StoredSettings.Of(call).Currency.ToUpperInvariant(),
                ["timerange"] = FunnelStatistics.Range(call),
                ["page"] = new JsonObject
                {
                    ["id"] = page.Id,
                    ["public_id"] = page.PublicId,
                    ["name"] = page.Text("name"),
                    ["current_path"] = page.Text("current_path"),
                    ["type"] = page.Text("type"),
                },
                ["funnel"] =
                    page.Number("funnel_id") is { } id && Store.Find("Funnel", id) is { } funnel
                        ? FunnelStatistics.Reference(funnel)
                        : null,
                ["step"] = FunnelStatistics.OfPage(page),
            }
        );
    }

    /// <summary>A path made of a name.</summary>
    public static string Slug(string? name) =>
        string.Join('-', ContactBehavior.SnakeCase(name ?? "").Split('_', StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } slug
            ? slug
            : "untitled";

    [Behavior(
        "An unknown funnel returns 400; products only go on a page in a funnel (400)",
        Evidence.Documented,
        "published spec 2026-08, pages"
    )]
    [Behavior(
        "A position counts from 0 within the funnel, and needs a funnel (422); one out of bounds returns 422",
        Evidence.Documented,
        "vendor skill, pages, 2026-10"
    )]
    private void Enter(Call call, JsonObject draft, Record? self = null)
    {
        var funnel = draft["funnel"] as JsonObject;
        draft.Remove("funnel");
        var home = self?.Number("funnel_id") ?? Store.Find("Funnel", funnel?["funnel_id"]?.ToString() ?? "")?.Id;
        if (Number(draft, "sort_order") is { } position)
        {
            var others = call.InWorkspace("Page").LongCount(page => home is not null && page != self && page.Number("funnel_id") == home);
            call.Problems.Require(home is not null, "Sort order needs a funnel");
            call.Problems.Require(home is null || (position >= 0 && position <= others), "Sort order is out of bounds");
        }

        call.Problems.Require(home is not null || funnel?["after_show_page_step_id"] is null, "After show page step needs a funnel");
        if (funnel?["funnel_id"]?.ToString() is { Length: > 0 } id)
        {
            var known = Store.Find("Funnel", id) is { } found ? call.InWorkspace("Funnel", found.Id) : null;
            draft["funnel_id"] = known?.Id ?? throw ApiProblem.BadRequest("funnel_id names no funnel");
            draft["step_id"] = Store.TakeId();
            Default(draft, ("sort_order", call.InWorkspace("Page").LongCount(page => page.Number("funnel_id") == known.Id)));
        }

        var step = draft["show_page_step"] as JsonObject;
        draft.Remove("show_page_step");
        var products = step?.Items("product_ids").Select(one => ProductId(call, one)).ToList() ?? [];
        var bumps = Bumps(call, step);
        if (products.Count + bumps.Count > 0 && draft["step_id"] is null && self?.Number("step_id") is null)
        {
            throw ApiProblem.BadRequest("show_page_step can't be changed");
        }

        if (products.Count > 0)
        {
            draft["product_ids"] = new JsonArray([
                .. (self?.Numbers("product_ids") ?? []).Concat(products).Distinct().Select(id => (JsonNode)id),
            ]);
        }

        if (bumps.Count > 0)
        {
            var added = bumps.Select(bump => Number(bump, "product_id")).ToHashSet();
            draft["bumps"] = new JsonArray([
                .. (self is null ? [] : Objects(self.Fields, "bumps"))
                    .Where(bump => !added.Contains(Number(bump, "product_id")))
                    .Concat(bumps)
                    .Select(bump => bump.DeepClone()),
            ]);
        }
    }

    [Behavior(
        "Products are named by numeric or public id; an unknown one returns 400",
        Evidence.Documented,
        "vendor skills, pages and products, 2026-10"
    )]
    private static long ProductId(Call call, JsonNode? id) =>
        call.InWorkspace("Product", id)?.Id ?? throw ApiProblem.BadRequest("show_page_step can't be changed");

    [Behavior(
        "An order bump with another key than product_id and preheadline returns 400",
        Evidence.Documented,
        "vendor skill, pages, 2026-10"
    )]
    private static List<JsonObject> Bumps(Call call, JsonObject? step)
    {
        if (step is null)
        {
            return [];
        }

        var sent = (call.Sent["show_page_step"] as JsonObject)?.Objects("bumps") ?? [];
        if (sent.SelectMany(bump => bump).FirstOrDefault(one => one.Key is not ("product_id" or "preheadline")).Key is { } other)
        {
            throw ApiProblem.BadRequest($"found unpermitted parameter: :{other}");
        }

        return
        [
            .. step.Objects("bumps")
                .Select(bump => new JsonObject
                {
                    ["product_id"] = ProductId(call, bump["product_id"]),
                    ["preheadline"] = bump["preheadline"]?.DeepClone(),
                }),
        ];
    }

    [Behavior(
        "External pages refuse the fields of the page that the service shows, such as markup, path, SEO and block_ai fields (422)",
        Evidence.Documented,
        "vendor skill, pages, 2026-10"
    )]
    private static void RefuseInternalFields(Call call)
    {
        foreach (var (name, _) in call.Sent.Where(one => InternalFields.Contains(one.Key)))
        {
            call.Problems.Add($"{RequestBodyReader.Label("", name)} can't be given for an external page");
        }
    }

    private JsonObject? Shown(long product, JsonObject? bump) =>
        Store.Find("Product", product) is { } record
            ? new JsonObject
            {
                ["id"] = record.Id,
                ["public_id"] = record.PublicId,
                ["name"] = record.Text("name"),
                ["bump"] = bump is not null,
                ["bump_preheadline"] = bump?["preheadline"]?.DeepClone(),
            }
            : null;

    private static void External(Call call, JsonObject draft, Record? self)
    {
        var url = Text(draft, "external_url") ?? "";
        var isAddress = Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
        call.Problems.Require(isAddress, "External url is invalid");
        call.Problems.Require(
            !call.InWorkspace("Page").Any(page => page != self && page.Text("external_url") == url),
            "External url has already been taken"
        );
        if (self is null && isAddress)
        {
            Default(draft, ("name", address!.Host));
        }

        draft["url"] = url;
    }
}
