using System.Collections.Generic;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels;

/// <summary>Describes the ClickFunnels API to the core. Sources: published guides on authentication, pagination and errors.</summary>
internal sealed class ClickFunnelsApi : ApiService
{
    /// <summary>
    /// The value of <c>x-host</c> for teams, users and workspaces; everything else is served by the host of the workspace.
    /// </summary>
    public const string AccountsHost = "accounts";

    public const string AccountsBaseAddress = "https://accounts.myclickfunnels.com" + Path;

    public const string Path = "/api/v2/";

    public const string WorkspaceParameter = "workspace_id";

    public static readonly ClickFunnelsApi Service = new();

    public override string Name => "ClickFunnels";

    public override string ApiPath => Path;

    public override string CursorParameter => "after";

    public override string CursorHeader => "Pagination-Next";

    public override IReadOnlyList<string> ErrorPrefixes => ["Request unprocessable: ", "Bad request: "];

    public override RedactionPolicy Redaction =>
        new()
        {
            EnumerationProperties =
            [
                "action_type",
                "applies_to",
                "billing_status",
                "carrier",
                "conjunction",
                "currency",
                "device_type",
                "dimensions_unit",
                "discount_method",
                "discount_type",
                "distance_unit",
                "effective_time",
                "event_type",
                "field_type",
                "fulfillment_status",
                "group_type",
                "interval",
                "invoice_type",
                "order_type",
                "package_type",
                "payment_processor",
                "payment_type",
                "product_type",
                "run_type",
                "send_type",
                "service_status",
                "sort_method",
                "status",
                "step_type",
                "template_type",
                "trial_interval",
                "type",
                "visibility",
                "weight_unit",
            ],
            FreeObjects = ["custom_attributes", "data", "metadata", "step_type_settings", "template_pages"],
            PlainParameters = ["sort_order", "sort_property", "expand[]"],
            NumericNames = ["after", "Pagination-Next"],
        };
}
