namespace ClickFunnels.Webhooks;

/// <summary>A product was created: <c>product.created</c>.</summary>
public sealed class ProductCreated : WebhookNotification<Product>;

/// <summary>A product was changed: <c>product.updated</c>.</summary>
public sealed class ProductUpdated : WebhookNotification<Product>;

/// <summary>A product variant was created: <c>products/variant.created</c>.</summary>
public sealed class ProductVariantCreated : WebhookNotification<ProductVariant>;

/// <summary>A product variant was changed: <c>products/variant.updated</c>.</summary>
public sealed class ProductVariantUpdated : WebhookNotification<ProductVariant>;
