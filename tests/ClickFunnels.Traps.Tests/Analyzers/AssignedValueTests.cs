namespace ClickFunnels.Traps.Tests.Analyzers;

/// <summary>CFN0009 to CFN0014: values that the service rejects, ignores, or understands in another way.</summary>
public sealed class AssignedValueTests
{
    [Trap(37, Protection.Analyzer)]
    [TestCase("""update.ReplaceMarkup([|"<script>track()</script>"|]);""")]
    [TestCase("""update.ReplaceMarkup([|page.Markup + "<SCRIPT src='x'></SCRIPT>"|]);""")]
    [TestCase("""update.ReplaceMarkup([|$"{page.Markup}<noscript>{page.Name}</noscript>"|]);""")]
    [TestCase("""update.ReplaceMarkup([|page.Markup!.Replace("</head>", "fbq('init');</head>")|]);""")]
    [TestCase("""update.ReplaceMarkup([|Pixel|]);""")]
    [TestCase("""update.ReplaceMarkup(markup: [|local|]);""")]
    [TestCase("""var create = new PageCreate { Markup = [|"<div></div><script>gtag('x')</script>"|] };""")]
    public Task A_script_in_the_markup_is_reported(string code) =>
        ReportsAsync(
            "CFN0009",
            $"""
            const string Pixel = "<img src='https://connect.facebook.net/x'>";
            var page = await client.Pages.GetAsync(1);
            var local = page.Markup + Pixel;
            var update = new PageUpdate();
            {code}
            """
        );

    [TestCase("""update.ReplaceMarkup("<p>A description of the script</p>");""")]
    [TestCase("""update.ReplaceMarkup(page.Markup!);""")]
    [TestCase("""update.AppendHeadCode("<script>track()</script>");""")]
    [TestCase("""var create = new PageCreate { HeadCode = "<script>track()</script>" };""")]
    [TestCase("""var other = new Other { Markup = "<script></script>" }; other.ReplaceMarkup("<script></script>");""")]
    public Task Other_markup_is_not_reported(string code) =>
        ReportsNothingAsync(
            $$"""
            var page = await client.Pages.GetAsync(1);
            var update = new PageUpdate();
            {{code}}
            }
            class Other
            {
                public string Markup { get; set; } = "";
                public void ReplaceMarkup(string markup) { }
            """
        );

    [TestCase("""update.ReplaceMarkup([|"<script>track()</script>"|]);""", """update.AppendHeadCode("<script>track()</script>");""")]
    [TestCase(
        """var page = new PageCreate { Name = "A", Markup = [|"<!-- a --><script></script>"|], SeoTitle = "B" };""",
        """var page = new PageCreate { Name = "A", HeadCode = "<!-- a --><script></script>", SeoTitle = "B" };"""
    )]
    public Task A_script_is_moved_to_the_head_code(string code, string expected) =>
        FixesAsync("CFN0009", "var update = new PageUpdate();\n" + code, "var update = new PageUpdate();\n" + expected);

    [TestCase("""new PageUpdate().ReplaceMarkup([|"<p>Hi</p><script>track()</script>"|]);""")]
    [TestCase("""var page = new PageCreate { HeadCode = "<meta>", Markup = [|"<script>track()</script>"|] };""")]
    public Task Markup_with_more_than_a_script_is_not_moved(string code) => HasNoFixAsync("CFN0009", code);

    [Trap(24, Protection.Analyzer)]
    [TestCase("""new JObject { [[|"course_ids"|]] = new JArray(1) }""")]
    [TestCase("""new JObject { { [|"course_ids"|], new JArray(1) } }""")]
    [TestCase("""new JObject(new JProperty([|"course_ids"|], new JArray(1)))""")]
    [TestCase("""new JObject { ["enroll_step"] = new JObject { [[|"course_ids"|]] = 1 } }""")]
    [TestCase("""JObject.FromObject([|new { course_ids = new[] { 1 } }|])""")]
    [TestCase("""JObject.Parse([|"{\"course_ids\":[1]}"|])""")]
    public Task Courses_of_an_enroll_step_are_reported(string settings) =>
        ReportsAsync(
            "CFN0010",
            $$"""
            await client.Workflows.Steps.CreateAsync(1, new WorkflowStepCreate { StepTypeSettings = {{settings}} });
            await client.Workflows.Steps.UpdateAsync(1, new WorkflowStepUpdate { StepTypeSettings = {{settings}} });
            """
        );

    [Test]
    public Task Settings_in_a_variable_are_reported() =>
        ReportsAsync(
            "CFN0010",
            """
            var settings = new JObject { [[|"course_ids"|]] = 1 };
            var body = new WorkflowStepCreate();
            body.StepTypeSettings = settings;
            """
        );

    [TestCase("""new WorkflowStepCreate { StepTypeSettings = new JObject { ["section_ids"] = 1, ["template_id"] = 2 } }""")]
    [TestCase("""new WorkflowStepUpdate { StepTypeSettings = new JObject { ["subject"] = "course_ids template_id" } }""")]
    [TestCase("""new JObject { ["course_ids"] = 1, ["template_id"] = 2 }""")]
    public Task Other_settings_are_not_reported(string code) => ReportsNothingAsync($"var body = {code};");

    [Trap(27, Protection.Analyzer)]
    [TestCase("""new JObject { [[|"template_id"|]] = 1 }""")]
    [TestCase("""JObject.FromObject([|new { template_id = 1 }|])""")]
    public Task A_template_in_an_update_is_reported(string settings) =>
        ReportsAsync("CFN0011", $$"""var body = new WorkflowStepUpdate { StepTypeSettings = {{settings}} };""");

    [Trap(13, Protection.Analyzer)]
    [TestCase("OrderInvoiceStatus.Abandoned")]
    [TestCase("\"abandoned\"")]
    public Task An_abandoned_invoice_is_reported_and_fixed(string status) =>
        FixesAsync(
            "CFN0012",
            $$"""
            await client.Orders.Invoices.UpdateAsync(7, new OrderInvoiceUpdate { Status = [|{{status}}|] });
            """,
            """
            await client.Orders.Invoices.AbandonAsync(7);
            """
        );

    [Test]
    public Task A_token_stays_when_an_invoice_is_abandoned() =>
        FixesAsync(
            "CFN0012",
            """
            await client.Orders.Invoices.UpdateAsync(7, new() { Status = [|"abandoned"|] }, cancellationToken: cancellationToken);
            """,
            """
            await client.Orders.Invoices.AbandonAsync(7, cancellationToken: cancellationToken);
            """
        );

    [TestCase("""new OrderInvoiceUpdate { Status = [|OrderInvoiceStatus.Abandoned|], ExternalId = "7" }""")]
    [TestCase("""new OrderInvoiceUpdate { Status = [|OrderInvoiceStatus.Abandoned|] }""")]
    public Task An_update_with_more_is_not_replaced(string code) => HasNoFixAsync("CFN0012", $"var body = {code};");

    [TestCase("var body = new OrderInvoiceUpdate { Status = OrderInvoiceStatus.Paid };")]
    [TestCase("if ((await client.Orders.Invoices.GetAsync(1)).Status == OrderInvoiceStatus.Abandoned) { }")]
    public Task Other_statuses_are_not_reported(string code) => ReportsNothingAsync(code);

    [Trap(20, Protection.Analyzer)]
    [TestCase("DateTimeOffset.UtcNow")]
    [TestCase("DateTimeOffset.Now.AddDays(-1)")]
    [TestCase("DateTimeOffset.UtcNow.AddMinutes(-0.5).AddHours(-1)")]
    [TestCase("DateTime.UtcNow")]
    [TestCase("new DateTimeOffset(DateTime.Today)")]
    public Task An_end_in_the_past_is_reported_and_fixed(string time) =>
        FixesAsync(
            "CFN0013",
            $$"""
            await client.Discounts.UpdateAsync(7, new DiscountUpdate { ApplyUntil = [|{{time}}|] });
            """,
            """
            await client.Discounts.UpdateAsync(7, new DiscountUpdate { Expired = true });
            """
        );

    [Test]
    public Task An_end_that_is_assigned_later_is_fixed() =>
        FixesAsync(
            "CFN0013",
            """
            var body = new DiscountUpdate();
            body.ApplyUntil = [|DateTimeOffset.UtcNow|];
            """,
            """
            var body = new DiscountUpdate();
            body.Expired = true;
            """
        );

    [TestCase("var body = new DiscountCreate { ApplyUntil = [|DateTimeOffset.UtcNow|] };")]
    [TestCase("var body = new DiscountUpdate { Expired = false, ApplyUntil = [|DateTimeOffset.UtcNow|] };")]
    [TestCase("var move = ScheduleMove.TrialEnd([|DateTimeOffset.UtcNow|]);")]
    [TestCase("var move = ScheduleMove.Both([|DateTimeOffset.Now.AddDays(-1)|]);")]
    [TestCase("var now = DateTimeOffset.UtcNow; var body = new DiscountCreate { ApplyUntil = [|now|] };")]
    public Task An_end_that_cannot_be_replaced_has_no_fix(string code) => HasNoFixAsync("CFN0013", code);

    [TestCase("DateTimeOffset.UtcNow.AddDays(7)")]
    [TestCase("DateTimeOffset.UtcNow.AddDays(7).AddHours(-1)")]
    [TestCase("DateTimeOffset.UtcNow + TimeSpan.FromDays(1)")]
    [TestCase("new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero)")]
    [TestCase("null")]
    public Task Other_ends_are_not_reported(string time) =>
        ReportsNothingAsync(
            $"var body = new DiscountUpdate {{ ApplyUntil = {time} }}; body.ApplyFrom = DateTimeOffset.UtcNow;\n"
                + "var move = ScheduleMove.Renewal(DateTimeOffset.UtcNow.AddDays(30));"
        );
}
