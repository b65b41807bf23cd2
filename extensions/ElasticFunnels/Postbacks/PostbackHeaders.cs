namespace ElasticFunnels;

/// <summary>
/// Names of the headers of a postback. Only the body and the timestamp are signed. Source: published documentation of postbacks.
/// </summary>
public static class PostbackHeaders
{
    /// <summary>Type of the event, as in the body.</summary>
    public const string Event = "X-EF-Event";

    /// <summary>Id of the delivery. <see cref="Postback.EventId" /> is signed, so prefer it to handle each event once.</summary>
    public const string DeliveryId = "X-EF-Delivery-Id";

    /// <summary>Time of the signature, in seconds since 1970-01-01T00:00:00Z.</summary>
    public const string Timestamp = "X-EF-Timestamp";

    /// <summary>Signature of the delivery: <c>sha256=</c> and 64 lower-case hexadecimal digits.</summary>
    public const string Signature = "X-EF-Signature";

    /// <summary>Id of the brand.</summary>
    public const string BrandId = "X-EF-Brand-Id";

    /// <summary>Id of the merchant; its signing secret is the key of the signature.</summary>
    public const string MerchantId = "X-EF-Merchant-Id";

    /// <summary>Id of the affiliate, for postbacks to affiliates.</summary>
    public const string AffiliateId = "X-EF-Affiliate-Id";
}
