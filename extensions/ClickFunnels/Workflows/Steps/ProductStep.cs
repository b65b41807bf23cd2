using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace ClickFunnels.Workflows;

/// <summary>
/// Creates the product, with its default variant and its properties. A product has no field for a key, so a lookup after a lost response
/// is a heuristic: newer than all products before the first attempt, not archived, with the plan's name and property names. Two such
/// products are an error, never a guess.
/// </summary>
internal sealed class ProductStep(ProductPlan plan) : CreationStep<Product, ProductCreate>(WorkflowNames.Product)
{
    private static readonly ProductsListOptions Newest = new() { SortProperty = SortProperty.Id, SortOrder = SortOrder.Desc };

    public override IEnumerable<StepRequest> Requests =>
        [new StepRequest(ProductsClient.ListOperation) { Query = Newest }, new StepRequest(ProductsClient.CreateOperation) { Body = Body }];

    public override bool NeedsBaseline => true;

    public override IEnumerable<string> NeededIds =>
        [
            WorkflowNames.Id(WorkflowNames.DefaultVariant),
            .. plan.Properties.Select(static property => WorkflowNames.Id(WorkflowNames.Property(property.Name!))),
        ];

    public override ProductCreate Body(StepValues values)
    {
        var body = new ProductCreate { Name = plan.Name };
        plan.CurrentPath.IfSet(value => body.CurrentPath = value);
        plan.VisibleInStore.IfSet(value => body.VisibleInStore = value);
        plan.VisibleInCustomerCenter.IfSet(value => body.VisibleInCustomerCenter = value);
        plan.SeoTitle.IfSet(value => body.SeoTitle = value);
        plan.SeoDescription.IfSet(value => body.SeoDescription = value);
        plan.SeoImageId.IfSet(value => body.SeoImageId = value);
        plan.Commissionable.IfSet(value => body.Commissionable = value);
        plan.RedirectFunnelId.IfSet(value => body.RedirectFunnelId = value);
        plan.CancellationFunnelUrl.IfSet(value => body.CancellationFunnelUrl = value);
        if (plan.ImageIds.Count > 0)
        {
            body.ImageIds = [.. plan.ImageIds];
        }

        if (plan.TagIds.Count > 0)
        {
            body.TagIds = [.. plan.TagIds];
        }

        if (plan.Properties.Count > 0)
        {
            body.VariantProperties = plan
                .Properties.Select(static property => new ProductVariantPropertyCreate { Name = property.Name })
                .ToList();
        }

        return body;
    }

    public override Task<Product> CreateAsync(ClickFunnelsClient client, KnownValues values, CancellationToken cancellationToken) =>
        client.Products.CreateAsync(Body(values), cancellationToken: cancellationToken);

    public override Task<long> BaselineAsync(ClickFunnelsClient client, CancellationToken cancellationToken) =>
        NewestFirst.HighestIdAsync(client.Products.ListAsync(Newest, cancellationToken), IdOf, cancellationToken);

    public override async Task<Product?> LookUpAsync(
        ClickFunnelsClient client,
        KnownValues values,
        long baseline,
        CancellationToken cancellationToken
    )
    {
        var newer = await NewestFirst
            .AboveAsync(client.Products.ListAsync(Newest, cancellationToken), IdOf, baseline, cancellationToken)
            .ConfigureAwait(false);
        var candidates = newer.Where(IsLikeOurs).ToList();
        return candidates.Count > 1
            ? throw StepFailureException.Ambiguous("the products", candidates.Select(IdOf))
            : candidates.FirstOrDefault();
    }

    public override long IdOf(Product record) => record.Id;

    public override IEnumerable<KeyValuePair<string, long>> IdsOf(Product record, KnownValues values)
    {
        yield return new(WorkflowNames.Id(WorkflowNames.DefaultVariant), record.DefaultVariantId);
        foreach (var property in record.VariantProperties ?? [])
        {
            var planned = plan.Properties.FirstOrDefault(candidate => PropertyText.Comparer.Equals(candidate.Name, property.Name));
            if (planned is not null)
            {
                yield return new(WorkflowNames.Id(WorkflowNames.Property(planned.Name!)), property.Id);
            }
        }
    }

    public override Task<Product> GetAsync(ClickFunnelsClient client, long id, CancellationToken cancellationToken) =>
        client.Products.GetAsync(id, cancellationToken: cancellationToken);

    private bool IsLikeOurs(Product product) =>
        product.Archived != true
        && string.Equals(product.Name.Trim(), plan.Name, StringComparison.Ordinal)
        && (
            product.VariantProperties is null
            || new HashSet<string?>(product.VariantProperties.Select(static property => property.Name), PropertyText.Comparer).SetEquals(
                plan.Properties.Select(static property => property.Name)
            )
        );
}
