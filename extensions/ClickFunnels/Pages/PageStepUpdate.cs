using System;
using System.Collections.Generic;
using System.Linq;
using ClickFunnels.Core;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <content>Products and bumps of a page are added by methods that say so.</content>
public sealed partial class PageStepUpdate
{
    /// <summary>
    /// Adds products to those of the page. An update never removes one (documented): use
    /// <see cref="PagesClient.RemoveProductsAsync" /> for that.
    /// </summary>
    /// <param name="productIds">Ids of the products.</param>
    public void AttachProducts(IEnumerable<ResourceId> productIds) =>
        ProductIds = (productIds ?? throw new ArgumentNullException(nameof(productIds))).ToList();

    /// <summary>Adds order bumps to those of the page. An update never removes one (documented).</summary>
    /// <param name="bumps">The bumps.</param>
    public void AttachBumps(IEnumerable<PageStepBumpUpdate> bumps) =>
        Bumps = (bumps ?? throw new ArgumentNullException(nameof(bumps))).ToList();
}
