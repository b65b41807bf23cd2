using System.Text.RegularExpressions;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Emulator.Hosting;

namespace ClickFunnels.Emulator.Tests.Seeding;

/// <summary>The shop of the demonstration, and the files of the documentation.</summary>
public sealed class DemoShopTests
{
    [Test]
    public async Task A_visitor_of_clickfunnels_finds_a_shop()
    {
        await using var api = await Api.StartAsync(configure: options => options.DemoShop = true);
        var seeded = api.Emulator.Seeded;

        var kettle = (await api.GetAsync($"/products/{seeded["kettle"].Id}")).Json;
        var contact = (await api.GetAsync($"/contacts/{seeded["nora"].Id}")).Json;
        var order = (await api.GetAsync($"/orders/{seeded["order_nora"].Id}")).Json;
        var course = (await api.GetAsync($"/courses/{seeded["brewing"].Id}")).Json;
        var green = (await api.GetAsync($"/products/collections/{seeded["collection_green"].Id}")).Json;
        Assert.Multiple(() =>
        {
            Assert.That(kettle["default_variant_id"]!.GetValue<long>(), Is.EqualTo(seeded["kettle_steel"].Id));
            Assert.That(kettle["price_ids"]!.AsArray(), Has.Count.EqualTo(1));
            Assert.That(kettle["image_id"]!.GetValue<long>(), Is.EqualTo(seeded["photo_kettle"].Id));
            Assert.That(contact["tags"]!.AsArray(), Has.Count.EqualTo(2));
            Assert.That(order["billing_status"]!.ToString(), Is.EqualTo("paid"));
            Assert.That(order["currency"]!.ToString(), Is.EqualTo("eur"));
            Assert.That(course["published_at"], Is.Not.Null);
            Assert.That(green["product_ids"]!.AsArray().Select(id => id!.GetValue<long>()), Is.EqualTo((long[])[seeded["sencha"].Id]));
        });
    }

    [Test]
    public async Task Every_record_of_the_further_shops_is_shown_as_the_contract_says([Values("simvoly", "elasticfunnels")] string api)
    {
        await using var emulated =
            api == "simvoly"
                ? await PlatformApi.SimvolyAsync(options => options.DemoShop = true)
                : await PlatformApi.ElasticFunnelsAsync(options => options.DemoShop = true);
        var shown = 0;
        foreach (var (name, record) in emulated.Emulator.Seeded)
        {
            if (
                emulated.Contract.Operations.FirstOrDefault(one =>
                    one is { Kind: OperationKind.Get, IsMember: true }
                    && one.Resource == record.Resource
                    && one.Parents.All(parent => parent.Resource == "Brand")
                )
                is not { } operation
            )
            {
                continue;
            }

            var stored = emulated.Emulator.Store.Find(record.Resource, record.Id)!;
            var path = operation
                .Template.Replace("/brands/{brand}", emulated.Brand, StringComparison.Ordinal)
                .Replace($"{{{operation.Member}}}", emulated.Identifier(stored), StringComparison.Ordinal);
            var reply = await emulated.GetAsync(path);
            Assert.That(reply.Status, Is.EqualTo(200), $"{name}: {reply.Text}");
            shown++;
        }

        Assert.That(shown, Is.AtLeast(5));
    }

    [Test]
    public async Task The_file_of_the_documentation_can_be_used()
    {
        var page = await File.ReadAllTextAsync(Repository.PathOf("docs/emulator-seeds.md"));
        var blocks = Regex.Matches(page, "^```yaml\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline);
        await using var api = await Api.StartAsync();
        foreach (var text in blocks.Select(block => block.Groups[1].Value))
        {
            api.Emulator.Seed(text, "docs/emulator-seeds.md");
        }

        var tagged = (await api.GetAsync($"/contacts/{api.Emulator.Seeded["ada"].Id}")).Json["tags"]!.AsArray();
        Assert.That(tagged.Select(tag => tag!["name"]!.ToString()), Is.EqualTo((string[])["VIP"]));
        Assert.That(api.Emulator.Seeded, Has.Count.AtLeast(500));
    }

    [Test]
    public void Each_api_has_one() =>
        Assert.That(Platforms.All.Select(platform => Emulator.Seeding.SeedFiles.Demo(platform.Api)), Has.All.Not.Empty);
}
