extension OpenAPIDocument {
    /// The routes.
    static let paths = #"""
        {
          "/api/v1/datalabs": {
            "get": {
              "operationId": "search", "summary": "Search the catalogue.",
              "responses": {
                "200": {
                  "description": "What was found, as far as who asks may see it.",
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/DatalabPage"}}}
                },
                "default": {"$ref": "#/components/responses/Errors"}
              },
              "parameters": [
                {"$ref": "#/components/parameters/q"}, {"$ref": "#/components/parameters/kind"},
                {"$ref": "#/components/parameters/domain"}, {"$ref": "#/components/parameters/mission"},
                {"$ref": "#/components/parameters/instrument"}, {"$ref": "#/components/parameters/keyword"},
                {"$ref": "#/components/parameters/licence"}, {"$ref": "#/components/parameters/author"},
                {"$ref": "#/components/parameters/visibility"}, {"$ref": "#/components/parameters/sort"},
                {"$ref": "#/components/parameters/cursor"}, {"$ref": "#/components/parameters/limit"}
              ],
              "security": [{}, {"password": []}, {"token": []}]
            }
          },
          "/api/v1/datalabs/{name}": {
            "parameters": [{"$ref": "#/components/parameters/name"}],
            "get": {
              "operationId": "show", "summary": "Show a datalab.",
              "responses": {
                "200": {
                  "description": "The datalab.",
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/DatalabDetail"}}}
                },
                "default": {"$ref": "#/components/responses/Errors"}
              },
              "security": [{}, {"password": []}, {"token": []}]
            },
            "delete": {
              "operationId": "deleteDatalab",
              "summary": "Delete a datalab with its repository: versions, tags, stars, who may use it.",
              "responses": {"204": {"description": "Done."}, "default": {"$ref": "#/components/responses/Errors"}},
              "security": [{"password": []}, {"token": []}]
            }
          },
          "/api/v1/datalabs/{name}/versions/{digest}": {
            "parameters": [
              {"$ref": "#/components/parameters/name"}, {"$ref": "#/components/parameters/digest"}
            ],
            "delete": {
              "operationId": "deleteVersion",
              "summary": "Delete a version with its tags, and what is there for its sake alone.",
              "responses": {"204": {"description": "Done."}, "default": {"$ref": "#/components/responses/Errors"}},
              "security": [{"password": []}, {"token": []}]
            }
          },
          "/api/v1/repositories/{name}": {
            "parameters": [{"$ref": "#/components/parameters/name"}],
            "delete": {
              "operationId": "deleteRepository",
              "summary": "Delete a repository with all that is in it, a datalab or not.",
              "responses": {"204": {"description": "Done."}, "default": {"$ref": "#/components/responses/Errors"}},
              "security": [{"password": []}, {"token": []}]
            }
          },
          "/api/v1/repositories/{name}/manifests": {
            "parameters": [{"$ref": "#/components/parameters/name"}],
            "get": {
              "operationId": "manifests",
              "summary": "List all that a repository holds, also without a tag, with what is kept and what will be collected.",
              "responses": {
                "200": {
                  "description": "The manifests by digest.",
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ManifestPage"}}}
                },
                "default": {"$ref": "#/components/responses/Errors"}
              },
              "parameters": [{"$ref": "#/components/parameters/after"}, {"$ref": "#/components/parameters/many"}],
              "security": [{"password": []}, {"token": []}]
            }
          },
          "/api/v1/facets/{facet}": {
            "parameters": [{"$ref": "#/components/parameters/facet"}],
            "get": {
              "operationId": "facet", "summary": "The values of a facet, of all that a search finds, a part at a time.",
              "responses": {
                "200": {
                  "description": "The values, those of most datalabs first.",
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/FacetPage"}}}
                },
                "default": {"$ref": "#/components/responses/Errors"}
              },
              "parameters": [
                {"$ref": "#/components/parameters/q"}, {"$ref": "#/components/parameters/kind"},
                {"$ref": "#/components/parameters/domain"}, {"$ref": "#/components/parameters/mission"},
                {"$ref": "#/components/parameters/instrument"}, {"$ref": "#/components/parameters/keyword"},
                {"$ref": "#/components/parameters/licence"}, {"$ref": "#/components/parameters/author"},
                {"$ref": "#/components/parameters/visibility"},                 {"$ref": "#/components/parameters/contains"}, {"$ref": "#/components/parameters/after"}, {"$ref": "#/components/parameters/limit"}
              ],
              "security": [{}, {"password": []}, {"token": []}]
            }
          },
          "/api/v1/datalabs/{name}/versions": {
            "parameters": [{"$ref": "#/components/parameters/name"}],
            "get": {
              "operationId": "versions", "summary": "List the versions of a datalab, the newest first; 'Link' says where more are.",
              "parameters": [{"$ref": "#/components/parameters/after"}, {"$ref": "#/components/parameters/many"}],
              "responses": {
                "200": {
                  "description": "The versions.",
                  "content": {
                    "application/json": {
                      "schema": {"type": "array", "items": {"$ref": "#/components/schemas/DatalabVersion"}}
                    }
                  }
                },
                "default": {"$ref": "#/components/responses/Errors"}
              },
              "security": [{}, {"password": []}, {"token": []}]
            }
          },
          "/api/v1/datalabs/{name}/icon": {
            "parameters": [{"$ref": "#/components/parameters/name"}],
            "get": {
              "operationId": "icon", "summary": "The icon of a datalab.",
              "responses": {
                "200": {
                  "description": "The picture, to be shown in isolation.",
                  "content": {
                    "image/svg+xml": {"schema": {"type": "string"}},
                    "image/png": {"schema": {"type": "string", "contentMediaType": "image/png"}}
                  }
                },
                "default": {"$ref": "#/components/responses/Errors"}
              },
              "security": [{}, {"password": []}, {"token": []}]
            }
          },
          "/api/v1/datalabs/{name}/star": {
            "parameters": [{"$ref": "#/components/parameters/name"}],
            "put": {
              "operationId": "star", "summary": "Give a star.",
              "responses": {
                "200": {
                  "description": "The stars.",
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/StarCount"}}}
                },
                "default": {"$ref": "#/components/responses/Errors"}
              },
              "security": [{"password": []}, {"token": []}]
            },
            "delete": {
              "operationId": "unstar", "summary": "Take the star back.",
              "responses": {
                "200": {
                  "description": "The stars.",
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/StarCount"}}}
                },
                "default": {"$ref": "#/components/responses/Errors"}
              },
              "security": [{"password": []}, {"token": []}]
            }
          },
          "/api/v1/datalabs/{name}/visibility": {
            "parameters": [{"$ref": "#/components/parameters/name"}],
            "put": {
              "operationId": "setVisibility", "summary": "Make a datalab public, or private with a list of users.",
              "responses": {"204": {"description": "Done."}, "default": {"$ref": "#/components/responses/Errors"}},
              "requestBody": {
                "required": true,
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/VisibilityChange"}}}
              },
              "security": [{"password": []}, {"token": []}]
            }
          },
          "/api/v1/datalabs/{name}/review": {
            "parameters": [{"$ref": "#/components/parameters/name"}],
            "put": {
              "operationId": "review", "summary": "Approve or reject a version.",
              "responses": {"204": {"description": "Done."}, "default": {"$ref": "#/components/responses/Errors"}},
              "requestBody": {
                "required": true,
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ReviewDecision"}}}
              },
              "security": [{"password": []}, {"token": []}]
            }
          },
          "/api/v1/reviews": {
            "get": {
              "operationId": "reviews", "summary": "List what waits for review, the oldest first.",
              "responses": {
                "200": {
                  "description": "The versions.",
                  "content": {
                    "application/json": {
                      "schema": {"type": "array", "items": {"$ref": "#/components/schemas/Waiting"}}
                    }
                  }
                },
                "default": {"$ref": "#/components/responses/Errors"}
              },
              "security": [{"password": []}, {"token": []}]
            }
          },
          "/api/v1/me": {
            "get": {
              "operationId": "me", "summary": "Show who asks.",
              "responses": {
                "200": {
                  "description": "The user.",
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/User"}}}
                },
                "default": {"$ref": "#/components/responses/Errors"}
              },
              "security": [{"password": []}, {"token": []}]
            }
          },
          "/api/v1/me/password": {
            "put": {
              "operationId": "changePassword",
              "summary": "Change one's password, which ends all sessions and the registry tokens made with the old one.",
              "responses": {"204": {"description": "Done."}, "default": {"$ref": "#/components/responses/Errors"}},
              "requestBody": {
                "required": true,
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PasswordChange"}}}
              },
              "security": [{"password": []}, {"token": []}]
            }
          },
          "/api/v1/tokens": {
            "get": {
              "operationId": "tokens", "summary": "List one's tokens.",
              "responses": {
                "200": {
                  "description": "The tokens.",
                  "content": {
                    "application/json": {
                      "schema": {"type": "array", "items": {"$ref": "#/components/schemas/TokenSummary"}}
                    }
                  }
                },
                "default": {"$ref": "#/components/responses/Errors"}
              },
              "security": [{"password": []}, {"token": []}]
            },
            "post": {
              "operationId": "createToken", "summary": "Make a token.",
              "responses": {
                "201": {
                  "description": "The token, told this once.",
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/NewToken"}}}
                },
                "default": {"$ref": "#/components/responses/Errors"}
              },
              "requestBody": {
                "required": true,
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/TokenRequest"}}}
              },
              "security": [{"password": []}, {"token": []}]
            }
          },
          "/api/v1/tokens/{token}": {
            "parameters": [{"$ref": "#/components/parameters/token"}],
            "delete": {
              "operationId": "revokeToken", "summary": "End a token at once.",
              "responses": {"204": {"description": "Done."}, "default": {"$ref": "#/components/responses/Errors"}},
              "security": [{"password": []}, {"token": []}]
            }
          },
          "/api/v1/users": {
            "get": {
              "operationId": "users", "summary": "List the users.",
              "responses": {
                "200": {
                  "description": "The users.",
                  "content": {
                    "application/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/User"}}}
                  }
                },
                "default": {"$ref": "#/components/responses/Errors"}
              },
              "security": [{"password": []}, {"token": []}]
            }
          }
        }
        """#
}
