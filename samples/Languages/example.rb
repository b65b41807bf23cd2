# frozen_string_literal: true

# Lists and creates contacts, and verifies webhooks, with the standard library of Ruby 3.0 or newer.
#
#   CLICKFUNNELS_URL=http://127.0.0.1:4010 CLICKFUNNELS_TOKEN=… ruby example.rb
#   CLICKFUNNELS_WEBHOOKSECRET=… ruby example.rb verify SIGNATURE TIMESTAMP <body

require "json"
require "net/http"
require "openssl"
require "uri"

# Returns the response. Repeats a request that surely had no effect: 429 always, 502 to 504 only for a GET.
def call(method, path, body = nil)
  uri = URI("#{ENV.fetch('CLICKFUNNELS_URL')}/api/v2/#{path}")
  5.times do |attempt|
    request = Net::HTTPGenericRequest.new(method, !body.nil?, true, uri)
    request["Authorization"] = "Bearer #{ENV.fetch('CLICKFUNNELS_TOKEN')}"
    request["User-Agent"] = "languages-example/1.0"
    if body
      request["Content-Type"] = "application/json"
      request.body = JSON.generate(body)
    end
    response = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == "https", max_retries: 0) { |http| http.request(request) }
    status = response.code.to_i
    return response if status.between?(200, 299)

    repeatable = status == 429 || (method == "GET" && [502, 503, 504].include?(status))
    abort "#{method} #{path} failed with status #{status}." if !repeatable || attempt == 4
    sleep Integer(response["Retry-After"] || 1)
  end
end

# Compares the HMAC-SHA256 of "TIMESTAMP.BODY" with the signature; body is the raw bytes.
def valid?(body, signature, timestamp)
  return false unless timestamp.match?(/\A[0-9]{1,12}\z/) && (Time.now.to_i - timestamp.to_i).abs <= 600

  expected = OpenSSL::HMAC.hexdigest("SHA256", ENV.fetch("CLICKFUNNELS_WEBHOOKSECRET"), "#{timestamp}.".b + body)
  expected.bytesize == signature.bytesize && OpenSSL.fixed_length_secure_compare(expected, signature)
end

if ARGV[0] == "verify"
  valid = valid?($stdin.binmode.read, ARGV[1], ARGV[2])
  puts valid ? "valid" : "not valid"
  exit valid
end

team = JSON.parse(call("GET", "teams").body)[0]["id"]
workspace = JSON.parse(call("GET", "teams/#{team}/workspaces").body)[0]["id"]
path = "workspaces/#{workspace}/contacts"
puts "workspace #{workspace}"

# A page has 20 records. The header Pagination-Next has the cursor of the next one; it is missing after the last.
cursor = nil
page = 0
loop do
  response = call("GET", cursor ? "#{path}?#{URI.encode_www_form(after: cursor)}" : path)
  puts "page #{page += 1}: #{JSON.parse(response.body).length} contacts"
  break unless (cursor = response["Pagination-Next"])
end

# Bodies are in an envelope that is named after the record.
created = JSON.parse(call("POST", path, { contact: { email_address: "ada@example.com", first_name: "Ada" } }).body)
puts "created #{created['id']} #{created['email_address']}"
