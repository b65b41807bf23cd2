using System.Globalization;
using System.Runtime.CompilerServices;
using Api = Simvoly;

namespace ClickFunnels.Migration;

/// <summary>
/// Reads a website of Simvoly or of one of its white labels. Its API names no currency, no unit of weights and no unit of billing periods,
/// so a plan asks for those that it needs.
/// </summary>
/// <remarks>
/// Subscriber lists become tags such as <c>list: Newsletter</c>, and groups of members become tags such as <c>member: Basic</c>. Members
/// without a contact become contacts.
/// </remarks>
public sealed class SimvolySource : ShopSource
{
    private readonly Api.SimvolyClient _client;

    /// <summary>Creates a source. Nothing is read yet.</summary>
    /// <param name="client">A client of the website; it is not disposed.</param>
    /// <param name="site">Host of the website, such as <c>example.simvoly.com</c>. It must be the same in every run.</param>
    public SimvolySource(Api.SimvolyClient client, string site)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrWhiteSpace(site);
        _client = client;
        Name = $"simvoly:{site.Trim().ToLowerInvariant()}";
    }

    /// <inheritdoc />
    public override string Name { get; }

    /// <inheritdoc />
    public override IReadOnlyList<string> Notes =>
        [
            "Orders, bookings and form submissions of Simvoly are not carried: ClickFunnels creates them from its own pages.",
            "The API of Simvoly has no coupons. Create discounts in ClickFunnels by hand.",
        ];

    /// <inheritdoc />
    public override async IAsyncEnumerable<ShopCategory> ReadCategoriesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        await foreach (var category in _client.Products.ListCategoriesAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            yield return new ShopCategory(
                Text(category.Id),
                category.Name ?? "",
                category.ParentCategory is > 0 and var parent ? Text(parent) : null
            );
        }
    }

    /// <inheritdoc />
    public override async IAsyncEnumerable<ShopProduct> ReadProductsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        await foreach (var product in _client.Products.ListAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            yield return Map(product);
        }
    }

    /// <inheritdoc />
    public override async IAsyncEnumerable<ShopContact> ReadContactsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var lists = new Dictionary<long, string>();
        await foreach (var list in _client.SubscriberLists.ListAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            lists[list.Id] = list.Name;
        }

        var groups = new Dictionary<long, string>();
        await foreach (var group in _client.MemberGroups.ListAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            groups[group.Id] = group.Name;
        }

        var members = new Dictionary<long, Api.Member>();
        var alone = new List<Api.Member>();
        await foreach (var member in _client.Members.ListAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            if (member.ContactId is not > 0 || !members.TryAdd(member.ContactId.Value, member))
            {
                alone.Add(member);
            }
        }

        await foreach (var contact in _client.Contacts.ListAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            members.Remove(contact.Id, out var member);
            yield return Map(contact, lists, GroupTags(member, groups));
        }

        // Their contact may have been deleted.
        foreach (var member in alone.Concat(members.Values))
        {
            yield return new ShopContact
            {
                Key = $"member-{Text(member.Id)}",
                Email = member.Email,
                Name = member.Name,
                Tags = GroupTags(member, groups),
            };
        }
    }

    /// <inheritdoc />
    public override async IAsyncEnumerable<ShopCoupon> ReadCouponsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        await Task.CompletedTask.ConfigureAwait(false);
        yield break;
    }

    private static ShopProduct Map(Api.Product product)
    {
        var other = new Dictionary<string, string>();
        if (product.Options?.Any(option => option.Advanced == true) == true)
        {
            other["options.advanced"] = "true";
        }

        if (
            product.Variants?.Any(variant => variant.OnSale == true && variant.SalePrice is not null && variant.SalePrice != variant.Price)
            == true
        )
        {
            // The price is what the store shows; the source does not say when the sale price applies.
            other["variants.sale_price"] = "differs from the price";
        }

        return new ShopProduct
        {
            Key = Text(product.Id),
            Title = product.Title ?? "",
            Description = product.Description,
            Path = product.Url,
            Visible = product.Hidden is { } hidden ? !hidden : null,
            Type = product.Type?.Value,
            Images = [.. product.Images ?? []],
            CategoryKeys = [.. (product.Categories ?? []).Select(category => Text(category.Id))],
            Options = [.. (product.Options ?? []).Select(option => new ShopOption(option.Name ?? "", [.. option.Values ?? []]))],
            Variants = [.. (product.Variants ?? []).Select(variant => Map(variant, product.Subscription))],
            Files = product.File is { Length: > 0 } file ? [new ShopFile(file)] : [],
            Other = other,
        };
    }

    private static ShopVariant Map(Api.ProductVariant variant, Api.ProductSubscription? subscription) =>
        new()
        {
            Values = [.. variant.Options ?? []],
            Sku = variant.Sku,
            Weight = variant.Weight is > 0 ? variant.Weight : null,
            Quantity = variant.Quantity,
            Prices = variant.Price is { } amount
                ?
                [
                    new ShopPrice
                    {
                        Amount = amount,
                        CompareAt = variant.OnSale == true ? variant.RegularPrice : null,
                        Subscription = subscription is null ? null : Map(subscription),
                    },
                ]
                : [],
        };

    private static ShopSubscription Map(Api.ProductSubscription subscription) =>
        new()
        {
            IntervalCount = (int)Math.Clamp(subscription.Period ?? 1, 0, int.MaxValue),
            Cycles = subscription.Cycles is { } cycles ? (int)Math.Clamp(cycles, 0, int.MaxValue) : null,
        };

    private static ShopContact Map(Api.Contact contact, Dictionary<long, string> lists, IReadOnlyList<string> groupTags)
    {
        var attributes = new Dictionary<string, string>();
        foreach (var (name, value) in (contact.Properties ?? []).Select(property => (property.Name, property.Value)))
        {
            Add(attributes, name, value);
        }

        Add(attributes, "note", contact.Note);
        Add(attributes, "address", contact.Address);
        Add(attributes, "city", contact.City);
        Add(attributes, "state", contact.State);
        Add(attributes, "zip", contact.Zip);
        Add(attributes, "country", contact.Country);
        Add(attributes, "company_name", contact.CompanyName);
        return new ShopContact
        {
            Key = Text(contact.Id),
            Email = contact.Email,
            Name = contact.Name,
            Phone = contact.Phone,
            Tags =
            [
                .. contact.Tags ?? [],
                .. (contact.SubscriberLists ?? []).Where(lists.ContainsKey).Select(id => $"list: {lists[id]}"),
                .. groupTags,
            ],
            Attributes = attributes,
            Subscribed = contact.Subscribed,
        };
    }

    private static IReadOnlyList<string> GroupTags(Api.Member? member, Dictionary<long, string> groups) =>
        [.. (member?.Groups ?? []).Where(groups.ContainsKey).Select(id => $"member: {groups[id]}")];

    // Custom properties of the website have priority over fields of the same name.
    private static void Add(Dictionary<string, string> attributes, string? name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(name) && !string.IsNullOrWhiteSpace(value))
        {
            attributes.TryAdd(name, value);
        }
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
