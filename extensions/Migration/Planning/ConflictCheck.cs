namespace ClickFunnels.Migration;

/// <summary>Finds records of the workspace that stand against the plan.</summary>
internal static class ConflictCheck
{
    /// <summary>Rejects what the workspace has already from elsewhere, and asks about another currency.</summary>
    public static MappedShop Apply(MappedShop shop, WorkspaceState state, MigrationJournal journal, MigrationRules rules)
    {
        var ours = OurProducts(shop, journal);
        var products = shop.Products.Where(product => IsFree(product, shop.Findings, state, journal, ours, rules)).ToList();
        var kept = products.Select(product => product.Key).ToHashSet(StringComparer.Ordinal);
        AskForCurrency(shop with { Products = products }, state);
        return shop with
        {
            Products = products,
            Discounts = [.. shop.Discounts.Where(discount => IsFree(discount, kept, shop.Findings, state, journal))],
        };
    }

    /// <summary>Counts the contacts that the workspace had before the migration.</summary>
    public static async Task<int> CountContactsAsync(ApplyRun run, IReadOnlyList<MappedContact> contacts)
    {
        var noted = contacts.Select(contact => run.Journal.Find(JournalKind.Contact, contact.Key)).ToList();
        var found = await ContactLookup.AllAsync(run, contacts.Where((_, index) => noted[index] is null)).ConfigureAwait(false);
        return noted.Count(entry => entry is { IsNew: false }) + found.Count;
    }

    // The id of a product that was begun is not known yet. It has the name of its plan.
    private static (HashSet<long> Ids, HashSet<string> Names) OurProducts(MappedShop shop, MigrationJournal journal)
    {
        var entries = journal.All(JournalKind.Product);
        var begun = entries.Where(entry => entry.Id is null).Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal);
        return (
            [.. entries.Select(entry => entry.Id).OfType<long>()],
            [.. shop.Products.Where(product => begun.Contains(product.Key)).Select(product => product.Plan.Name!)]
        );
    }

    private static bool IsFree(
        MappedProduct product,
        MappingFindings findings,
        WorkspaceState state,
        MigrationJournal journal,
        (HashSet<long> Ids, HashSet<string> Names) ours,
        MigrationRules rules
    )
    {
        if (journal.Find(JournalKind.Product, product.Key) is not null)
        {
            return true;
        }

        if (state.WasMoved(product))
        {
            findings.Reject(
                ShopRecordKind.Product,
                product.Key,
                null,
                "The workspace has a price with the key of this product: it was moved before, with another folder. Use that folder."
            );
            return false;
        }

        var foreign = state.FindSimilar(product).Where(one => !ours.Ids.Contains(one.Id) && !ours.Names.Contains(one.Name?.Trim() ?? ""));
        if (rules.Products.Existing == ExistingRecord.Reject && foreign.FirstOrDefault() is { } similar)
        {
            findings.Reject(
                ShopRecordKind.Product,
                product.Key,
                product.Plan.CurrentPath is null ? "title" : "path",
                $"The workspace has the product {similar.Id} with the same {(product.Plan.CurrentPath is null ? "name" : "path")}. "
                    + "Rename one of them, or set products.existing to create."
            );
            return false;
        }

        return true;
    }

    private static bool IsFree(
        MappedDiscount discount,
        HashSet<string> products,
        MappingFindings findings,
        WorkspaceState state,
        MigrationJournal journal
    )
    {
        if (journal.Find(JournalKind.Discount, discount.Key) is not null)
        {
            return true;
        }

        if (discount.ProductKeys.FirstOrDefault(key => !products.Contains(key)) is { } missing)
        {
            findings.Reject(
                ShopRecordKind.Coupon,
                discount.Key,
                "product_keys",
                $"The product {missing} is not carried. Correct it first."
            );
            return false;
        }

        if (state.Discounts.Any(one => string.Equals(one.Code, discount.Create.Code, StringComparison.OrdinalIgnoreCase)))
        {
            findings.Reject(
                ShopRecordKind.Coupon,
                discount.Key,
                "code",
                "The workspace has a discount with this code. Choose another code."
            );
            return false;
        }

        return true;
    }

    private static void AskForCurrency(MappedShop shop, WorkspaceState state)
    {
        if (state.Currencies is not [var currency])
        {
            return;
        }

        foreach (var product in shop.Products)
        {
            var prices = product.Plan.Prices.Concat(product.Plan.Variants.SelectMany(variant => variant.Prices));
            if (prices.FirstOrDefault(price => price.Currency is not null && price.Currency != currency) is { } other)
            {
                shop.Findings.Ask(
                    "currency",
                    $"The prices of the workspace are in {currency}, but those of the shop are in {other.Currency}. ClickFunnels would "
                        + $"charge the amounts in {currency}. Which currency are the amounts in?",
                    product.Key,
                    currency
                );
            }
        }
    }
}
