using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Pages of a workspace, here or elsewhere.</summary>
[Resource("Page")]
internal sealed class PageBehavior(RecordStore store) : ResourceBehavior(store)
{
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
            External(call, draft, null);
            draft["sdk"] = new JsonObject
            {
                ["token"] = $"cfp_{PublicIdCode.Encode(Store.TakeId())}",
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
        Default(draft, ("seo_index", false));
    }

    [Operation("updatePages")]
    [Behavior("A page of the service cannot have an external address (422)", Evidence.Documented, "published spec 2026-08, pages")]
    [Behavior("markup replaces the whole page", Evidence.Documented, "published spec 2026-08, pages")]
    public override void Update(Call call, Record record, JsonObject changes)
    {
        Enter(call, changes);
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
                        .. record
                            .Numbers("product_ids")
                            .Select(id => Store.Find("Product", id))
                            .OfType<Record>()
                            .Select(product => new JsonObject
                            {
                                ["id"] = product.Id,
                                ["public_id"] = product.PublicId,
                                ["name"] = product.Text("name"),
                                ["bump"] = false,
                                ["bump_preheadline"] = null,
                            }),
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
        call.Edit(member!)["product_ids"] = new JsonArray([
            .. member!.Numbers("product_ids").Where(id => !gone.Contains(id)).Select(id => (JsonNode)id),
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
                ["currency"] = "USD",
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
    private void Enter(Call call, JsonObject draft)
    {
        var funnel = draft["funnel"] as JsonObject;
        draft.Remove("funnel");
        if (funnel?["funnel_id"]?.ToString() is { Length: > 0 } id)
        {
            var known = Store.Find("Funnel", id) is { } found ? call.InWorkspace("Funnel", found.Id) : null;
            draft["funnel_id"] = known?.Id ?? throw ApiProblem.BadRequest("funnel_id names no funnel");
            draft["step_id"] = Store.TakeId();
            Default(draft, ("sort_order", call.InWorkspace("Page").LongCount(page => page.Number("funnel_id") == known.Id)));
        }

        if ((draft["show_page_step"] as JsonObject)?["product_ids"] is JsonArray { Count: > 0 } products)
        {
            var ids = products.Select(product => Store.Find("Product", product!.ToString())?.Id).ToList();
            if (ids.Contains(null) || (draft["step_id"] is null && call.Operation.Kind == Contract.OperationKind.Create))
            {
                throw ApiProblem.BadRequest("show_page_step can't be changed");
            }

            draft["product_ids"] = new JsonArray([.. ids.Select(one => (JsonNode)one!.Value)]);
        }

        draft.Remove("show_page_step");
    }

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
