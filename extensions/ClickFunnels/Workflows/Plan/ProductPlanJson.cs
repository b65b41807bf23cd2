using System;
using System.Collections.Generic;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Workflows;

/// <summary>
/// Reads a plan from JSON. The fields have the names of the plan's properties in snake case, such as <c>seo_title</c>; properties are an
/// object of names and values.
/// </summary>
internal static class ProductPlanJson
{
    public static ProductPlan Read(string json)
    {
        var reader = new PlanFields();
        var plan = new ProductPlan();
        if (reader.Parse(json) is { } root)
        {
            Read(reader, root, plan);
        }

        return reader.Problems.Count == 0 ? plan : throw new InvalidProductPlanException(reader.Problems);
    }

    private static void Read(PlanFields reader, JToken json, ProductPlan plan) =>
        reader.Object(
            json,
            new()
            {
                ["name"] = value => plan.Name = reader.Text(value),
                ["description"] = value => plan.Description = reader.Text(value),
                ["current_path"] = value => plan.CurrentPath = reader.Text(value),
                ["visible_in_store"] = value => plan.VisibleInStore = reader.Flag(value),
                ["visible_in_customer_center"] = value => plan.VisibleInCustomerCenter = reader.Flag(value),
                ["seo_title"] = value => plan.SeoTitle = reader.Text(value),
                ["seo_description"] = value => plan.SeoDescription = reader.Text(value),
                ["seo_image_id"] = value => plan.SeoImageId = reader.Long(value),
                ["commissionable"] = value => plan.Commissionable = reader.Flag(value),
                ["redirect_funnel_id"] = value => plan.RedirectFunnelId = reader.Long(value),
                ["cancellation_funnel_url"] = value => plan.CancellationFunnelUrl = reader.Text(value),
                ["image_ids"] = value => Ids(reader, value, plan.ImageIds),
                ["tag_ids"] = value => Ids(reader, value, plan.TagIds),
                ["location"] = value => Read(reader, value, plan.Location = new FulfillmentLocationPlan()),
                ["properties"] = value => reader.Each(value, (name, values) => plan.Properties.Add(name, [.. reader.Texts(values)])),
                ["all_variants"] = value => reader.Object(value, Settings(reader, plan.AllVariants)),
                ["variants"] = value => reader.Items(value, item => plan.Variants.Add(Variant(reader, item))),
                ["prices"] = value => reader.Items(value, item => plan.Prices.Add(Price(reader, item))),
                ["order"] = value => Read(reader, value, plan.Order = new OrderPlan()),
            }
        );

    private static void Read(PlanFields reader, JToken json, FulfillmentLocationPlan location) =>
        reader.Object(
            json,
            new()
            {
                ["name"] = value => location.Name = reader.Text(value),
                ["must_exist"] = value => location.MustExist = reader.Flag(value) ?? false,
                ["address_name"] = value => location.AddressName = reader.Text(value),
                ["email_address"] = value => location.EmailAddress = reader.Text(value),
                ["phone_number"] = value => location.PhoneNumber = reader.Text(value),
                ["external_app"] = value => location.ExternalApp = reader.Flag(value),
                ["address_one"] = value => location.AddressOne = reader.Text(value),
                ["address_two"] = value => location.AddressTwo = reader.Text(value),
                ["city"] = value => location.City = reader.Text(value),
                ["region"] = value => location.Region = reader.Text(value),
                ["country"] = value => location.Country = reader.Text(value),
                ["postal_code"] = value => location.PostalCode = reader.Text(value),
            }
        );

    private static Dictionary<string, Action<JToken>> Settings(PlanFields reader, VariantSettings settings) =>
        new(StringComparer.Ordinal)
        {
            ["description"] = value => settings.Description = reader.Text(value),
            ["sku"] = value => settings.Sku = reader.Text(value),
            ["product_type"] = value =>
                settings.ProductType = reader.Text(value) is { } text ? new ProductType(text) : default(ProductType?),
            ["weight"] = value => settings.Weight = reader.Number(value),
            ["weight_unit"] = value => settings.WeightUnit = reader.Text(value),
            ["height"] = value => settings.Height = reader.Number(value),
            ["width"] = value => settings.Width = reader.Number(value),
            ["length"] = value => settings.Length = reader.Number(value),
            ["dimensions_unit"] = value => settings.DimensionsUnit = reader.Text(value),
            ["taxable"] = value => settings.Taxable = reader.Flag(value),
            ["tax_category_id"] = value => settings.TaxCategoryId = reader.Long(value),
            ["track_quantity"] = value => settings.TrackQuantity = reader.Flag(value),
            ["out_of_stock_sales"] = value => settings.OutOfStockSales = reader.Flag(value),
            ["visible"] = value => settings.Visible = reader.Flag(value),
            ["fulfillment_required"] = value => settings.FulfillmentRequired = reader.Flag(value),
            ["country_of_manufacture_id"] = value => settings.CountryOfManufactureId = reader.Long(value),
            ["image_ids"] = value =>
            {
                var ids = new List<long>();
                Ids(reader, value, ids);
                settings.ImageIds = ids;
            },
        };

    private static VariantPlan Variant(PlanFields reader, JToken json)
    {
        var variant = new VariantPlan();
        var fields = Settings(reader, variant);
        fields["values"] = value => Values(reader, value, variant.Values);
        fields["omit"] = value => variant.Omit = reader.Flag(value) ?? false;
        fields["prices"] = value => reader.Items(value, item => variant.Prices.Add(Price(reader, item)));
        reader.Object(json, fields);
        return variant;
    }

    private static PricePlan Price(PlanFields reader, JToken json)
    {
        var price = new PricePlan();
        reader.Object(
            json,
            new()
            {
                ["name"] = value => price.Name = reader.Text(value),
                ["amount"] = value => price.Amount = reader.Number(value),
                ["currency"] = value => price.Currency = reader.Text(value),
                ["payment_type"] = value => price.PaymentType = reader.Text(value) is { } text ? new PaymentType(text) : price.PaymentType,
                ["interval"] = value => price.Interval = Interval(reader, value),
                ["interval_count"] = value => price.IntervalCount = reader.Int(value),
                ["duration"] = value => price.Duration = reader.Int(value),
                ["trial_interval"] = value => price.TrialInterval = Interval(reader, value),
                ["trial_duration"] = value => price.TrialDuration = reader.Int(value),
                ["trial_amount"] = value => price.TrialAmount = reader.Number(value),
                ["setup_amount"] = value => price.SetupAmount = reader.Number(value),
                ["compare_at_amount"] = value => price.CompareAtAmount = reader.Number(value),
                ["cost"] = value => price.Cost = reader.Number(value),
                ["key"] = value => price.Key = reader.Text(value),
                ["visible"] = value => price.Visible = reader.Flag(value),
                ["self_cancel"] = value => price.SelfCancel = reader.Flag(value),
                ["self_upgrade"] = value => price.SelfUpgrade = reader.Flag(value),
                ["self_downgrade"] = value => price.SelfDowngrade = reader.Flag(value),
                ["self_reactivate"] = value => price.SelfReactivate = reader.Flag(value),
            }
        );
        return price;
    }

    private static void Read(PlanFields reader, JToken json, OrderPlan order) =>
        reader.Object(
            json,
            new()
            {
                ["contact_id"] = value => order.ContactId = reader.Long(value),
                ["contact_email_address"] = value => order.ContactEmailAddress = reader.Text(value),
                ["live_mode"] = value => order.LiveMode = reader.Flag(value) ?? false,
                ["items"] = value => reader.Items(value, item => order.Items.Add(Item(reader, item))),
                ["external_id"] = value => order.ExternalId = reader.Text(value),
                ["order_type"] = value => order.OrderType = reader.Text(value) is { } text ? new OrderType(text) : default(OrderType?),
                ["service_status"] = value =>
                    order.ServiceStatus = reader.Text(value) is { } text ? new OrderServiceStatus(text) : default(OrderServiceStatus?),
                ["notes"] = value => order.Notes = reader.Text(value),
                ["invoice"] = value => Read(reader, value, order.Invoice = new InvoicePlan()),
                ["fulfillment"] = value => Read(reader, value, order.Fulfillment = new FulfillmentPlan()),
            }
        );

    private static OrderItemPlan Item(PlanFields reader, JToken json)
    {
        var item = new OrderItemPlan();
        reader.Object(
            json,
            new()
            {
                ["values"] = value => Values(reader, value, item.Values),
                ["price_index"] = value => item.PriceIndex = reader.Int(value) ?? 0,
                ["quantity"] = value => item.Quantity = reader.Int(value) ?? 1,
                ["invoice_amount"] = value => item.InvoiceAmount = reader.Number(value),
                ["invoice_description"] = value => item.InvoiceDescription = reader.Text(value),
            }
        );
        return item;
    }

    private static void Read(PlanFields reader, JToken json, InvoicePlan invoice) =>
        reader.Object(
            json,
            new()
            {
                ["status"] = value => invoice.Status = reader.Text(value) is { } text ? new OrderInvoiceStatus(text) : invoice.Status,
                ["paid_at"] = value => invoice.PaidAt = reader.Time(value),
                ["issued_at"] = value => invoice.IssuedAt = reader.Time(value),
                ["due_at"] = value => invoice.DueAt = reader.Time(value),
                ["external_id"] = value => invoice.ExternalId = reader.Text(value),
                ["invoice_number"] = value => invoice.InvoiceNumber = reader.Text(value),
                ["invoice_type"] = value =>
                    invoice.InvoiceType = reader.Text(value) is { } text ? new OrderInvoiceType(text) : default(OrderInvoiceType?),
                ["shipping_amount"] = value => invoice.ShippingAmount = reader.Number(value),
            }
        );

    private static void Read(PlanFields reader, JToken json, FulfillmentPlan fulfillment) =>
        reader.Object(
            json,
            new()
            {
                ["shipping_provider"] = value => fulfillment.ShippingProvider = reader.Text(value),
                ["tracking_code"] = value => fulfillment.TrackingCode = reader.Text(value),
                ["tracking_url"] = value => fulfillment.TrackingUrl = reader.Text(value),
                ["notify_customer"] = value => fulfillment.NotifyCustomer = reader.Flag(value),
                ["ignore_out_of_stock"] = value => fulfillment.IgnoreOutOfStock = reader.Flag(value),
            }
        );

    private static PriceInterval? Interval(PlanFields reader, JToken value) =>
        reader.Text(value) is { } text ? new PriceInterval(text) : default(PriceInterval?);

    private static void Values(PlanFields reader, JToken json, IDictionary<string, string> values) =>
        reader.Each(
            json,
            (name, value) =>
            {
                if (reader.Text(value) is { } text)
                {
                    values[name] = text;
                }
            }
        );

    private static void Ids(PlanFields reader, JToken json, ICollection<long> ids) =>
        reader.Items(
            json,
            item =>
            {
                if (reader.Long(item) is { } id)
                {
                    ids.Add(id);
                }
            }
        );
}
