using System;
using System.Collections.Generic;
using System.Linq;

namespace ClickFunnels.Workflows;

/// <summary>Turns the parts of a plan into the bodies of requests. Null values of the plan are not sent.</summary>
internal static class StepBodies
{
    /// <summary>The only unit in the documentation; the service requires one.</summary>
    private const string DefaultWeightUnit = "lb";

    public static FulfillmentLocationCreate Location(FulfillmentLocationPlan location)
    {
        var body = new FulfillmentLocationCreate
        {
            Name = location.Name,
            AddressName = location.AddressName,
            EmailAddress = location.EmailAddress,
        };
        location.PhoneNumber.IfSet(value => body.PhoneNumber = value);
        location.ExternalApp.IfSet(value => body.ExternalApp = value);
        if (location.HasAddress)
        {
            var address = new FulfillmentLocationAddress();
            location.AddressOne.IfSet(value => address.AddressOne = value);
            location.AddressTwo.IfSet(value => address.AddressTwo = value);
            location.City.IfSet(value => address.City = value);
            location.Region.IfSet(value => address.Region = value);
            location.Country.IfSet(value => address.Country = value);
            location.PostalCode.IfSet(value => address.PostalCode = value);
            body.Address = address;
        }

        return body;
    }

    public static ProductCreate Product(ProductPlan plan)
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
        NotEmpty(plan.ImageIds).IfSet(value => body.ImageIds = [.. value]);
        NotEmpty(plan.TagIds).IfSet(value => body.TagIds = [.. value]);
        NotEmpty(plan.Properties)
            .IfSet(value =>
                body.VariantProperties = value.Select(static property => new ProductVariantPropertyCreate { Name = property.Name }).ToList()
            );
        return body;
    }

    /// <summary>
    /// Returns the settings of the default variant. If variants with values are sold, it only holds the product's description.
    /// </summary>
    public static Func<StepValues, ProductVariantUpdate> DefaultVariant(ProductPlan plan, PlannedVariant? sold) =>
        ids =>
        {
            var body = new ProductVariantUpdate();
            if (sold is not null)
            {
                sold.Settings.WeightUnit.IfSet(value => body.WeightUnit = value);
                sold.Settings.ProductType.IfSet(value => body.ProductType = value);
                if (sold.Settings.Weight is not null && sold.Settings.WeightUnit is null)
                {
                    body.WeightUnit = DefaultWeightUnit;
                }

                Settings(body, plan, sold.Settings, ids);
            }

            (sold?.Settings.Description ?? plan.Description).IfSet(value => body.Description = value);
            return body;
        };

    public static Func<StepValues, ProductVariantCreate> Variant(ProductPlan plan, PlannedVariant variant) =>
        ids =>
        {
            var settings = variant.Settings;
            var body = new ProductVariantCreate
            {
                Name = variant.Name,
                ProductType = settings.ProductType ?? ProductType.Digital,
                WeightUnit = settings.WeightUnit ?? DefaultWeightUnit,
                PropertiesValues = variant
                    .Values.Select(pair => new ProductVariantPropertyValue
                    {
                        PropertyId = ids[StepNames.Id(StepNames.Property(pair.Key))],
                        Value = pair.Value,
                    })
                    .ToList(),
            };
            settings.Description.IfSet(value => body.Description = value);
            Settings(body, plan, settings, ids);
            return body;
        };

    public static ProductPriceCreate Price(PricePlan price, string key)
    {
        var body = new ProductPriceCreate
        {
            Amount = price.Amount,
            PaymentType = price.PaymentType,
            Key = key,
        };
        if (price.IsRecurring)
        {
            body.Interval = price.Interval;
            body.IntervalCount = price.IntervalCount ?? 1;
        }

        price.Name.IfSet(value => body.Name = value);
        price.Duration.IfSet(value => body.Duration = value);
        price.TrialInterval.IfSet(value => body.TrialInterval = value);
        price.TrialDuration.IfSet(value => body.TrialDuration = value);
        price.TrialAmount.IfSet(value => body.TrialAmount = value);
        price.SetupAmount.IfSet(value => body.SetupAmount = value);
        price.CompareAtAmount.IfSet(value => body.CompareAtAmount = value);
        price.Cost.IfSet(value => body.Cost = value);
        price.Visible.IfSet(value => body.Visible = value);
        price.SelfCancel.IfSet(value => body.SelfCancel = value);
        price.SelfUpgrade.IfSet(value => body.SelfUpgrade = value);
        price.SelfDowngrade.IfSet(value => body.SelfDowngrade = value);
        price.SelfReactivate.IfSet(value => body.SelfReactivate = value);
        return body;
    }

    public static OrderCreate Order(OrderPlan order, IReadOnlyList<OrderedItem> items, string externalId, StepValues ids)
    {
        var isRecurring = items.Any(static item => item.Price.IsRecurring);
        var body = new OrderCreate
        {
            ContactId = ids[StepNames.Id(StepNames.Contact)],
            ExternalId = externalId,
            LiveMode = order.LiveMode,
            OrderType = order.OrderType ?? (isRecurring ? OrderType.SubscriptionOrder : OrderType.OneTimeOrder),
            LineItemsAttributes = items
                .Select(item => new OrderLineItemCreate
                {
                    VariantId = ids[item.VariantId],
                    ProductsPriceId = ids[item.PriceId],
                    Quantity = item.Quantity,
                })
                .ToList(),
        };
        order.ServiceStatus.IfSet(value => body.ServiceStatus = value);
        order.Notes.IfSet(value => body.Notes = value);
        return body;
    }

    public static OrderInvoiceCreate Invoice(InvoicePlan invoice, IReadOnlyList<OrderedItem> items, string externalId, StepValues ids)
    {
        var body = new OrderInvoiceCreate
        {
            ExternalId = externalId,
            Status = invoice.Status,
            LineItemsAttributes = items.Select(item => InvoiceLine(item, ids)).ToList(),
        };
        if (invoice.Status == OrderInvoiceStatus.Paid)
        {
            body.PaidAt = invoice.PaidAt ?? ids.Now;
        }

        invoice.IssuedAt.IfSet(value => body.IssuedAt = value);
        invoice.DueAt.IfSet(value => body.DueAt = value);
        invoice.InvoiceNumber.IfSet(value => body.InvoiceNumber = value);
        invoice.InvoiceType.IfSet(value => body.InvoiceType = value);
        invoice.ShippingAmount.IfSet(value => body.ShippingAmount = value);
        return body;
    }

    public static FulfillmentCreate Fulfillment(FulfillmentPlan fulfillment, IReadOnlyList<OrderedItem> items, StepValues ids)
    {
        var body = new FulfillmentCreate
        {
            ContactId = ids[StepNames.Id(StepNames.Contact)],
            LocationId = ids[StepNames.Id(StepNames.Location)],
            IncludedOrdersInvoicesLineItemsAttributes = items
                .Where(static item => item.IsShippable)
                .Select(item => new FulfillmentLineItemCreate { InvoicesLineItemId = ids[item.LineId], Quantity = item.Quantity })
                .ToList(),
        };
        fulfillment.ShippingProvider.IfSet(value => body.ShippingProvider = value);
        fulfillment.TrackingCode.IfSet(value => body.TrackingCode = value);
        fulfillment.TrackingUrl.IfSet(value => body.TrackingUrl = value);
        fulfillment.NotifyCustomer.IfSet(value => body.NotifyCustomer = value);
        fulfillment.IgnoreOutOfStock.IfSet(value => body.IgnoreOutOfStock = value);
        return body;
    }

    /// <summary>Assumed: the amount of a line is the amount of one unit.</summary>
    private static OrderInvoiceLineItemCreate InvoiceLine(OrderedItem item, StepValues ids)
    {
        var line = new OrderInvoiceLineItemCreate
        {
            Amount = item.InvoiceAmount,
            Quantity = item.Quantity,
            VariantId = ids[item.VariantId],
            ProductsPriceId = ids[item.PriceId],
        };
        item.InvoiceDescription.IfSet(value => line.Description = value);
        return line;
    }

    private static void Settings(IVariantSettings body, ProductPlan plan, VariantSettings settings, StepValues ids)
    {
        settings.Sku.IfSet(value => body.Sku = value);
        settings.Weight.IfSet(value => body.Weight = value);
        settings.Height.IfSet(value => body.Height = value);
        settings.Width.IfSet(value => body.Width = value);
        settings.Length.IfSet(value => body.Length = value);
        settings.DimensionsUnit.IfSet(value => body.DimensionsUnit = value);
        settings.Taxable.IfSet(value => body.Taxable = value);
        settings.TaxCategoryId.IfSet(value => body.TaxCategoryId = value);
        settings.TrackQuantity.IfSet(value => body.TrackQuantity = value);
        settings.OutOfStockSales.IfSet(value => body.OutOfStockSales = value);
        settings.Visible.IfSet(value => body.Visible = value);
        settings.FulfillmentRequired.IfSet(value => body.FulfillmentRequired = value);
        settings.CountryOfManufactureId.IfSet(value => body.CountryOfManufactureId = value);
        settings.ImageIds.IfSet(value => body.ImageIds = value);
        if (plan.Location is not null && settings.IsShippable)
        {
            body.FulfillmentsLocationIds = [ids[StepNames.Id(StepNames.Location)]];
        }
    }

    private static TList? NotEmpty<TList>(TList list)
        where TList : class, System.Collections.IEnumerable => list.GetEnumerator().MoveNext() ? list : null;

    /// <summary>Sets a property only if the plan has a value, because a model sends each property that was set.</summary>
    private static void IfSet<T>(this T? value, Action<T> set)
        where T : class
    {
        if (value is not null)
        {
            set(value);
        }
    }

    private static void IfSet<T>(this T? value, Action<T> set)
        where T : struct
    {
        if (value is { } given)
        {
            set(given);
        }
    }
}
