namespace ClickFunnels.Emulator.Tests;

/// <summary>Pages, order, filters and expansion.</summary>
public sealed class ListTests
{
    [TestCase("")]
    [TestCase("?per_page=100&page=2&limit=7&filters[id]=1")]
    public async Task Pages_hold_twenty_whatever_is_asked(string query)
    {
        await using var api = await Api.StartAsync(contacts: 45, unrecorded: query.Length > 0 ? "unknown query parameters are sent" : null);

        var pages = await api.PagesAsync($"{api.Workspace}/contacts{query}");

        Assert.That(pages.Select(page => page.Ids.Count), Is.EqualTo(new[] { 20, 20, 5 }));
        Assert.That(pages.SelectMany(page => page.Ids), Is.Ordered);
        Assert.That(pages[0].Header("Pagination-Next"), Is.EqualTo($"{pages[0].Ids[^1]}"));
        Assert.That(pages[2].Header("Pagination-Next"), Is.Null);
        Assert.That(pages[2].Header("Link"), Is.Null);
    }

    [Test]
    public async Task A_full_last_page_has_no_next_one()
    {
        await using var api = await Api.StartAsync(contacts: 40);

        var pages = await api.PagesAsync($"{api.Workspace}/contacts");

        Assert.That(pages.Select(page => page.Ids.Count), Is.EqualTo(new[] { 20, 20 }));
    }

    [Test]
    public async Task After_goes_on_in_descending_order_too()
    {
        await using var api = await Api.StartAsync(contacts: 45);

        var pages = await api.PagesAsync($"{api.Workspace}/contacts?sort_order=desc");

        Assert.That(pages.SelectMany(page => page.Ids), Is.Ordered.Descending);
        Assert.That(pages.Sum(page => page.Ids.Count), Is.EqualTo(45));
    }

    [TestCase("asc")]
    [TestCase("desc")]
    public async Task Sorted_by_time_of_update_no_record_is_lost(string order)
    {
        await using var api = await Api.StartAsync(contacts: 45);
        var ids = (await api.GetAsync($"{api.Workspace}/contacts")).Ids;
        await api.PutAsync($"/contacts/{ids[3]}", new { contact = new { first_name = "Changed" } });

        var pages = await api.PagesAsync($"{api.Workspace}/contacts?sort_property=updated_at&sort_order={order}");

        var all = pages.SelectMany(page => page.Ids).ToList();
        Assert.That(all.Distinct(), Has.Exactly(45).Items);
        Assert.That(all, Has.Count.EqualTo(45));
        Assert.That(order == "asc" ? all[^1] : all[0], Is.EqualTo(ids[3]));
    }

    [Test]
    public async Task Link_keeps_the_other_parameters()
    {
        await using var api = await Api.StartAsync(contacts: 45);

        var page = await api.GetAsync($"{api.Workspace}/contacts?sort_order=desc&after=1045&filter%5Bis_active%5D=true");

        Assert.That(
            page.Header("Link"),
            Is.EqualTo(
                $"<{api.Emulator.Url}api/v2{api.Workspace}/contacts?sort_order=desc&filter%5Bis_active%5D=true"
                    + $"&after={page.Ids[^1]}>; rel=\"next\""
            )
        );
    }

    [TestCase("after=999999999", 0)]
    [TestCase("after=x", 0)]
    [TestCase("after=0", 3)]
    [TestCase("after=", 3)]
    public async Task Odd_cursors_do_no_harm(string query, int count)
    {
        await using var api = await Api.StartAsync(contacts: 3);

        var page = await api.GetAsync($"{api.Workspace}/contacts?{query}");

        Assert.That((page.Status, page.Ids.Count), Is.EqualTo((200, count)));
    }

    [TestCase("sort_order=up")]
    [TestCase("sort_property=name")]
    [TestCase("filter[is_active]=perhaps")]
    [TestCase("stable_id=abc")]
    [TestCase("stored_filter_id=1")]
    public async Task Values_outside_the_list_return_422(string query)
    {
        await using var api = await Api.StartAsync(contacts: 3);

        Assert.That((await api.GetAsync($"{api.Workspace}/contacts?{query}")).Status, Is.EqualTo(422));
    }

    [TestCase("filter[email_address]=ada.adler.1@example.com", 1)]
    [TestCase("filter[email_address]=ADA.adler.1@example.com,ben.brandt.2@example.com,nobody@example.com", 2)]
    [TestCase("filter%5Bid%5D=1009,1010,999999999", 2)]
    [TestCase("filter[id]=1009&filter[email_address]=ben.brandt.2@example.com", 0)]
    [TestCase("filter[is_active]=true", 5)]
    [TestCase("filter[is_active]=false", 0)]
    [TestCase("filter[tag_ids]=1003", 1)]
    [TestCase("filter[tag_ids]=1003,1004", 2)]
    public async Task Filters_are_alternatives_inside_and_conditions_between(string query, int count)
    {
        await using var api = await Api.StartAsync(contacts: 5);

        var page = await api.GetAsync($"{api.Workspace}/contacts?{query}");

        Assert.That(page.Ids, Has.Exactly(count).Items, page.Text);
    }

    [Test]
    public async Task A_text_that_is_not_an_id_matches_nothing()
    {
        await using var api = await Api.StartAsync(contacts: 5, unrecorded: "the contract says that ids are numbers");

        var page = await api.GetAsync($"{api.Workspace}/contacts?filter%5Bid%5D=1009,1010,x");

        Assert.That(page.Ids, Has.Exactly(2).Items, page.Text);
    }

    [TestCase("filter[first_name]=Ada", "found unpermitted parameter: :first_name")]
    [TestCase("filter[id][]=1", "found unpermitted parameter: :id")]
    [TestCase("filter[]=1", "found unpermitted parameter: :")]
    public async Task Unknown_keys_of_a_filter_return_400(string query, string error)
    {
        await using var api = await Api.StartAsync();

        var reply = await api.GetAsync($"{api.Workspace}/contacts?{query}");

        Assert.That((reply.Status, reply.Error), Is.EqualTo((400, error)));
    }

    [Test]
    public async Task A_list_without_filters_ignores_them()
    {
        await using var api = await Api.StartAsync(unrecorded: "a filter is sent where there is none");

        var reply = await api.GetAsync($"{api.Workspace}/forms?filter[nothing]=1");

        Assert.That((reply.Status, reply.Ids.Count), Is.EqualTo((200, 1)));
    }

    [Test]
    public async Task Unexpanded_fields_are_absent()
    {
        await using var api = await Api.StartAsync(contacts: 1, unrecorded: "an unknown part is asked for");

        var plain = (await api.GetAsync($"{api.Workspace}/contacts?expand[]=nothing")).Json[0]!.AsObject();
        var expanded = (await api.GetAsync($"{api.Workspace}/contacts?expand%5B%5D=email_engagement")).Json[0]!;

        Assert.That(plain.ContainsKey("email_engagement"), Is.False);
        Assert.That(expanded["email_engagement"]!.AsObject().ContainsKey("last_email_sent_at"), Is.True);
    }

    [Test]
    public async Task Lists_of_variants_prices_and_invoices_are_filtered_by_type()
    {
        await using var api = await Api.StartAsync(contacts: 5);
        var world = await World.MakeAsync(api);
        var product = world.Ids["Product"];

        Assert.That(
            (await api.GetAsync($"/products/{product}/variants?filter[fulfillment_required]=true")).Ids,
            Is.EqualTo(new[] { world.Ids["ProductVariant"] })
        );
        Assert.That(
            (await api.GetAsync($"/products/{product}/prices?filter[variant_id]={world.Ids["ProductVariant"]}")).Ids,
            Is.EqualTo(new[] { world.Ids["ProductPrice"] })
        );
        Assert.That((await api.GetAsync($"/products/{product}/prices?filter[archived]=true")).Ids, Is.Empty);
        Assert.That(
            (await api.GetAsync($"{api.Workspace}/orders/invoices?filter[status]=paid,unpaid&filter[external_id]=e-1")).Ids,
            Is.EqualTo(new[] { world.Ids["OrderInvoice"] })
        );
        Assert.That((await api.GetAsync($"{api.Workspace}/orders/invoices?filter[status]=lost")).Status, Is.EqualTo(400));
        Assert.That((await api.GetAsync($"{api.Workspace}/orders?filter[order_type]=subscription-order")).Ids, Is.Empty);
        Assert.That(
            (await api.GetAsync($"{api.Workspace}/orders?filter[live_mode]=false&filter[contact_id]={world.Contacts[0]}")).Ids,
            Is.EqualTo(new[] { world.Ids["Order"] })
        );
    }
}
