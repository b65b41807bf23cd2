namespace ClickFunnels.Traps.Tests;

/// <summary>Mistakes that do not compile, each beside the statements that do what was wanted.</summary>
public sealed class TypeTests
{
    [TestCase("ContactUpdate")]
    [TestCase("ContactUpsert")]
    [Trap(1, Protection.Type)]
    public void Tags_are_replaced_by_a_method_that_says_so(string type) =>
        DoesNotCompile(
            $$"""var contact = new {{type}} { TagIds = [1, 2] };""",
            "CS0117",
            "TagIds",
            $$"""var contact = new {{type}}(); contact.ReplaceTags([1, 2]);"""
        );

    [TestCase("Page", "2")]
    [TestCase("PerPage", "100")]
    [TestCase("Limit", "100")]
    [Trap(2, Protection.Type)]
    public void A_list_has_no_page_and_no_limit(string name, string value) =>
        DoesNotCompile(
            $$"""var contacts = client.Contacts.ListAsync(new() { {{name}} = {{value}} });""",
            "CS0117",
            name,
            """var contacts = await client.Contacts.ListAsync().ToListAsync();"""
        );

    [Test]
    [Trap(2, Protection.Type)]
    public void No_list_has_a_page_or_a_limit() =>
        Assert.That(
            typeof(ClickFunnelsClient)
                .Assembly.GetExportedTypes()
                .Where(static type => type.IsSubclassOf(typeof(ListOptions)))
                .SelectMany(static type => type.GetProperties(), static (type, property) => $"{type.Name}.{property.Name}")
                .Where(static name => name.Split('.')[1] is "Page" or "PerPage" or "PageSize" or "Limit" or "Offset" or "Filters"),
            Is.Empty
        );

    [TestCase("StoredFilterId")]
    [TestCase("StableId")]
    [Trap(3, Protection.Type)]
    public void A_selector_has_one_place(string name) =>
        DoesNotCompile(
            $$"""var contacts = client.Contacts.ListAsync(new() { Filter = new() { {{name}} = "7" } });""",
            "CS0117",
            name,
            $$"""var contacts = client.Contacts.ListAsync(new() { {{name}} = "7" });"""
        );

    [TestCase("ContactTagActionCreate")]
    [TestCase("ContactEnrollActionCreate")]
    [TestCase("ContactExportActionCreate")]
    [TestCase("ContactRunWorkflowActionCreate")]
    [TestCase("ContactUnsubscribeActionCreate")]
    [Trap(4, Protection.Type)]
    public void An_action_has_exactly_one_target(string type)
    {
        var correct = $"""var action = new {type}(ContactTarget.SavedFilter(7));""";
        DoesNotCompile($"""var action = new {type}();""", "CS0619", "ContactTarget", correct);
        foreach (var second in (string[])["TargetAll = true", "TargetIds = []", "StableId = \"x\"", "StoredFilterId = \"7\""])
        {
            DoesNotCompile(
                $$"""var action = new {{type}}(ContactTarget.SavedFilter(7)) { {{second}} };""",
                "CS0117",
                second.Split(' ')[0],
                correct
            );
        }
    }

    [Test]
    [Trap(5, Protection.Type)]
    public void Ids_of_tags_are_public_in_an_action_and_numeric_in_a_contact()
    {
        DoesNotCompile(
            """var action = new ContactTagActionCreate(ContactTarget.Everyone) { TagIds = [7] };""",
            "CS0029",
            "PublicId",
            """var action = new ContactTagActionCreate(ContactTarget.Everyone) { TagIds = ["dCHKcl"] };"""
        );
        DoesNotCompile(
            """var update = new ContactUpdate(); update.ReplaceTags(["dCHKcl"]);""",
            "CS0029",
            "long",
            """var update = new ContactUpdate(); update.ReplaceTags([7]);"""
        );
    }

    [Test]
    [Trap(6, Protection.Type)]
    public void Ids_of_filters_are_numeric_in_a_broadcast_and_public_in_a_condition()
    {
        DoesNotCompile(
            """var audience = BroadcastAudience.Filter("Rk2m");""",
            "CS1503",
            "long",
            """var audience = BroadcastAudience.Filter(7);"""
        );
        DoesNotCompile(
            """var condition = new FunnelConditionalSplitStepConditionCreate { FilterId = 7 };""",
            "CS0029",
            "PublicId",
            """var condition = new FunnelConditionalSplitStepConditionCreate { FilterId = "Rk2m" };"""
        );
    }

    [Test]
    [Trap(7, Protection.Type)]
    public void A_broadcast_names_its_audience()
    {
        DoesNotCompile(
            """var broadcast = new EmailBroadcastCreate { Subject = "News" };""",
            "CS0619",
            "BroadcastAudience",
            """var broadcast = new EmailBroadcastCreate(BroadcastAudience.AllContacts) { Subject = "News" };"""
        );
        DoesNotCompile(
            """var update = new EmailBroadcastUpdate { FilterId = null };""",
            "CS0117",
            "FilterId",
            """var update = new EmailBroadcastUpdate(); update.ReplaceAudience(BroadcastAudience.AllContacts);"""
        );
    }

    [Test]
    [Trap(8, Protection.Type)]
    public void The_status_of_an_external_order_says_so() =>
        DoesNotCompile(
            """var update = new OrderUpdate { ServiceStatus = OrderServiceStatus.Paused };""",
            "CS0117",
            "ServiceStatus",
            """var update = new OrderUpdate { ExternalOrderServiceStatus = OrderServiceStatus.Paused };"""
        );

    [TestCase("await client.Orders.CancelAsync(7);", "CS7036", "orderCancellation")]
    [TestCase("await client.Orders.CancelAsync(7, new OrderCancellation());", "CS0619", "CancellationTime")]
    [TestCase("""await client.Orders.CancelAsync(7, new OrderCancellation("next_renewl"));""", "CS1503", "CancellationTime")]
    [TestCase(
        """await client.Orders.CancelAsync(7, new OrderCancellation(CancellationTime.NextRenewal) { EffectiveDate = "now" });""",
        "CS0117",
        "EffectiveDate"
    )]
    [Trap(9, Protection.Type)]
    public void A_cancellation_has_one_of_two_times(string code, string id, string message) =>
        DoesNotCompile(
            code,
            id,
            message,
            """await client.Orders.CancelAsync(7, new OrderCancellation(CancellationTime.NextRenewal) { CancelReason = "other" });"""
        );

    [Test]
    [Trap(10, Protection.Type)]
    public void A_move_has_no_dates_in_its_result()
    {
        const string Move = "var change = await client.Orders.MoveScheduleAsync(7, ScheduleMove.Renewal(DateTimeOffset.MaxValue)); ";
        DoesNotCompile(
            Move + "var date = change.RenewalAt;",
            "CS1061",
            "RenewalAt",
            Move + "var date = (await change.WaitAsync()).RenewalAt;"
        );
        foreach (var name in (string[])["RenewalAt", "TrialEndAt"])
        {
            DoesNotCompile($$"""var update = new OrderUpdate { {{name}} = DateTimeOffset.MaxValue };""", "CS0117", name, Move);
        }
    }

    [Test]
    [Trap(11, Protection.Type)]
    public void Both_dates_are_one_instant() =>
        DoesNotCompile(
            "var move = ScheduleMove.Both(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);",
            "CS1501",
            "Both",
            "var move = ScheduleMove.Both(DateTimeOffset.MaxValue);"
        );

    [TestCase("Amount = 5m", "Amount")]
    [TestCase("Partial = true", "Partial")]
    [Trap(12, Protection.Type)]
    public void A_refund_has_no_amount(string property, string name) =>
        DoesNotCompile(
            $$"""await client.Orders.Transactions.RefundAsync(7, new() { Body = new() { {{property}} } });""",
            "CS0117",
            name,
            """await client.Orders.Transactions.RefundAsync(7, new() { Body = new() { Reason = "requested_by_customer" } });"""
        );

    [TestCase("ProductPriceCreate")]
    [TestCase("ProductPriceUpdate")]
    [Trap(15, Protection.Type)]
    public void A_price_has_no_currency(string type) =>
        DoesNotCompile(
            $$"""var price = new {{type}} { Amount = 5m, Currency = "EUR" };""",
            "CS0117",
            "Currency",
            $$"""var price = new {{type}} { Amount = 5m };"""
        );

    [TestCase("ProductPriceCreate")]
    [TestCase("ProductPriceUpdate")]
    [Trap(17, Protection.Type)]
    public void A_trial_is_one_value(string type)
    {
        var correct = $$"""var price = new {{type}} { Trial = new PriceTrial(7, PriceInterval.Days) };""";
        DoesNotCompile($$"""var price = new {{type}} { TrialDuration = 7 };""", "CS0117", "TrialDuration", correct);
        DoesNotCompile($$"""var price = new {{type}} { TrialInterval = "days" };""", "CS0117", "TrialInterval", correct);
        DoesNotCompile($$"""var price = new {{type}} { Trial = new PriceTrial(7) };""", "CS7036", "interval", correct);
    }

    [Test]
    [Trap(18, Protection.Type)]
    public void A_list_of_prices_says_of_which_variants()
    {
        DoesNotCompile(
            "var prices = client.Products.Prices.ListAsync(7);",
            "CS7036",
            "variantId",
            "var prices = client.Products.Prices.ListAsync(7, 8);"
        );
        Compiles("var prices = client.Products.Prices.ListForAllVariantsAsync(7);");
    }

    [Test]
    [Trap(19, Protection.Type)]
    public void A_new_discount_cannot_expire() =>
        DoesNotCompile(
            """var discount = new DiscountCreate { Name = "Spring", Expired = false };""",
            "CS0117",
            "Expired",
            """var discount = new DiscountCreate { Name = "Spring" }; var update = new DiscountUpdate { Expired = true };"""
        );

    [TestCase("WorkflowStepEmailPerformance")]
    [TestCase("EmailBroadcastPerformance")]
    [Trap(28, Protection.Type)]
    public void A_rate_in_percent_is_no_number(string type)
    {
        var correct = $"decimal? rate = new {type}().OpenRate?.Value;";
        DoesNotCompile($"decimal? rate = new {type}().OpenRate;", "CS0029", "Percent", correct);
        DoesNotCompile($"var rate = new {type}().OpenRate * 100;", "CS0019", "Percent", correct);
    }

    [Test]
    [Trap(29, Protection.Type)]
    public void Percentages_and_fractions_do_not_mix()
    {
        DoesNotCompile(
            "var better = new EmailBroadcastPerformance().OpenRate > new FunnelStepStats().OptinRate;",
            "CS0019",
            "Fraction",
            "var better = new EmailBroadcastPerformance().OpenRate > new FunnelStepStats().OptinRate?.ToPercent();"
        );
        DoesNotCompile("Percent rate = new Fraction(0.25m);", "CS0029", "Fraction", "Percent rate = new Fraction(0.25m).ToPercent();");
    }

    [TestCase("TimerangeStart")]
    [TestCase("TimerangeEnd")]
    [Trap(31, Protection.Type)]
    public void Statistics_of_a_broadcast_have_no_range(string name) =>
        DoesNotCompile(
            $$"""var stats = await client.Emails.Broadcasts.GetStatsAsync(7, new() { {{name}} = DateTimeOffset.UtcNow });""",
            "CS0117",
            name,
            "var stats = await client.Emails.Broadcasts.GetStatsAsync(7);"
        );

    [Test]
    [Trap(34, Protection.Type)]
    public void A_bounded_count_is_no_number()
    {
        DoesNotCompile(
            "long? total = new WorkspaceStatsValues().Count;",
            "CS1061",
            "Count",
            "long? total = new WorkspaceStatsValues().BoundedCount.Total;"
        );
        const string Page =
            "await foreach (var page in client.RefineFilters.QueryContacts(7, c => c.Id, new() { IncludeCount = true }).AsPages()) ";
        DoesNotCompile(Page + "{ long total = page.Count; }", "CS0029", "BoundedCount", Page + "{ long? total = page.Count?.Total; }");
    }

    [TestCase("PageUpdate")]
    [TestCase("BlogPostUpdate")]
    [Trap(35, Protection.Type)]
    public void Markup_is_replaced_by_a_method_that_says_so(string type) =>
        DoesNotCompile(
            $$"""var update = new {{type}} { Markup = "<p>Hello</p>" };""",
            "CS0117",
            "Markup",
            $$"""var update = new {{type}}(); update.ReplaceMarkup("<p>Hello</p>");"""
        );

    [TestCase("PageUpdate", "HeadCode")]
    [TestCase("PageUpdate", "FooterCode")]
    [TestCase("PageUpdate", "CustomCss")]
    [TestCase("FunnelUpdate", "HeadCode")]
    [TestCase("FunnelUpdate", "FooterCode")]
    [TestCase("SiteUpdate", "HeadCode")]
    [TestCase("SiteUpdate", "FooterCode")]
    [Trap(38, Protection.Type)]
    public void Custom_code_is_appended_or_replaced_by_name(string type, string name)
    {
        var correct = $"""var update = new {type}(); update.Append{name}("x"); update.Replace{name}("y");""";
        DoesNotCompile($$"""var update = new {{type}} { {{name}} = "x" };""", "CS0117", name, correct);
        DoesNotCompile($$"""var update = new {{type}} { {{name}}Mode = CustomCodeMode.Replace };""", "CS0117", name + "Mode", correct);
    }

    [TestCase("ProductIds = [7]", "ProductIds", "step.AttachProducts([7])")]
    [TestCase("Bumps = [new() { ProductId = 7 }]", "Bumps", "step.AttachBumps([new() { ProductId = 7 }])")]
    [Trap(40, Protection.Type)]
    public void Products_are_attached(string property, string name, string correct) =>
        DoesNotCompile(
            $$"""var step = new PageStepUpdate { {{property}} };""",
            "CS0117",
            name,
            $"""var step = new PageStepUpdate(); {correct};"""
        );

    [TestCase("SmartSending = true")]
    [TestCase("SmartSendingTime = 2")]
    [TestCase("SmartSendingUnit = \"hour\"")]
    [Trap(48, Protection.Type)]
    public void Smart_sending_is_one_value(string property)
    {
        DoesNotCompile(
            $$"""var broadcast = new EmailBroadcastCreate(BroadcastAudience.Filter(7)) { {{property}} };""",
            "CS0117",
            property.Split(' ')[0],
            """var broadcast = new EmailBroadcastCreate(BroadcastAudience.Filter(7)) { Batches = SmartSending.Over(2, "hour") };"""
        );
        DoesNotCompile(
            $$"""var broadcast = new EmailBroadcastUpdate { {{property}} };""",
            "CS0117",
            property.Split(' ')[0],
            """var broadcast = new EmailBroadcastUpdate { Batches = SmartSending.Off };"""
        );
    }

    [TestCase("SalesOpportunityCreate")]
    [TestCase("SalesOpportunityUpdate")]
    [Trap(56, Protection.Type)]
    public void An_assignee_is_a_membership(string type)
    {
        var correct = $$"""var opportunity = new {{type}} { AssigneeId = RecordId.Of(new TeamMembership { Id = 7 }) };""";
        DoesNotCompile(
            $$"""var opportunity = new {{type}} { AssigneeId = RecordId.Of(new User { Id = 7 }) };""",
            "CS0029",
            "RecordId<ClickFunnels.User>",
            correct
        );
        DoesNotCompile(
            $$"""var opportunity = new {{type}} { AssigneeId = new TeamMembership().UserId };""",
            "CS0029",
            "TeamMembership",
            correct
        );
        DoesNotCompile($$"""var opportunity = new {{type}} { AssigneeId = 7 };""", "CS0029", "TeamMembership", correct);
    }

    [Test]
    [Trap(58, Protection.Type)]
    public void The_text_of_a_note_is_its_content() =>
        DoesNotCompile(
            """var note = new SalesOpportunityNoteCreate { Body = "Call back" };""",
            "CS0117",
            "Body",
            """var note = new SalesOpportunityNoteCreate { Content = "Call back" };"""
        );

    [TestCase("client.Funnels.SplitTestSteps")]
    [TestCase("client.Funnels.ConditionalSplitSteps")]
    [Trap(60, Protection.Type)]
    public void A_removal_of_a_split_has_options(string steps) =>
        DoesNotCompile(
            $"await {steps}.DeleteAsync(1, 2);",
            "CS7036",
            "options",
            $$"""await {{steps}}.DeleteAsync(1, 2, new() { Branch = "both" });"""
        );

    [Test]
    [Trap(62, Protection.Type)]
    public void A_relative_date_has_a_name_that_says_its_meaning() =>
        DoesNotCompile(
            """
            var criterion = new RefineFilterCriterionCreate
            {
                Attribute = "created_at",
                Clause = "lt",
                Value = new { days = "30", modifier = "ago" },
            };
            """,
            "CS0029",
            "OneOrMany",
            """var criterion = RefineFilterCriterionCreate.InTheLast("created_at", 30);"""
        );

    [TestCase("await client.Courses.PublishAsync(7);", "CS7036", "coursePublication")]
    [TestCase("await client.Courses.PublishAsync(7, new CoursePublication());", "CS0619", "PublishScope")]
    [TestCase(
        "await client.Courses.PublishAsync(7, new CoursePublication(PublishScope.CourseOnly) { PublishSectionsAndLessons = true });",
        "CS0117",
        "PublishSectionsAndLessons"
    )]
    [Trap(65, Protection.Type)]
    public void A_publication_has_a_scope(string code, string id, string message) =>
        DoesNotCompile(code, id, message, "await client.Courses.PublishAsync(7, new CoursePublication(PublishScope.SectionsAndLessons));");
}
